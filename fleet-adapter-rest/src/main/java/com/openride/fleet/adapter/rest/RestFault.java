package com.openride.fleet.adapter.rest;

import io.javalin.http.HttpStatus;

/** A request that is wrong as HTTP, whatever it asks for. */
final class RestFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient HttpStatus status;

    RestFault(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
