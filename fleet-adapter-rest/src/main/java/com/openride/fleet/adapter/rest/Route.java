package com.openride.fleet.adapter.rest;

import io.javalin.http.HandlerType;
import java.util.List;

/**
 * One endpoint: what Javalin is told and what the API document says come from this one record, so they cannot differ.
 *
 * @param method GET, POST and so on
 * @param path with parameters in braces
 * @param open whether it answers without a token
 * @param summary what it does, in a sentence
 * @param query the query parameters it reads
 * @param body the schema of its body, empty for none
 * @param answers the schema of each status that it may answer well with
 * @param handler what it does
 */
record Route(
        HandlerType method,
        String path,
        boolean open,
        String summary,
        List<Parameter> query,
        String body,
        List<Answer> answers,
        Handler handler) {

    /** Does the work of a route. What it throws becomes problem details. */
    @FunctionalInterface
    interface Handler {
        void handle(Call call);
    }

    /**
     * A query parameter.
     *
     * @param name as in the URL
     * @param schema its type and range
     * @param meaning in a sentence
     */
    record Parameter(String name, String schema, String meaning) {}

    /**
     * A good answer.
     *
     * @param status its status code
     * @param meaning in a sentence
     * @param types the media types it comes in, empty for no body
     * @param schema the schema of its JSON form, empty for none
     */
    record Answer(int status, String meaning, List<String> types, String schema) {

        static Answer json(int status, String meaning, String schema) {
            return new Answer(status, meaning, List.of("application/json"), schema);
        }

        static Answer empty(int status, String meaning) {
            return new Answer(status, meaning, List.of(), "");
        }
    }

    static Route get(String path, String summary, List<Parameter> query, Answer answer, Handler handler) {
        return new Route(HandlerType.GET, path, false, summary, query, "", List.of(answer), handler);
    }

    static Route post(String path, String summary, String body, List<Answer> answers, Handler handler) {
        return new Route(HandlerType.POST, path, false, summary, List.of(), body, answers, handler);
    }

    /** The same without a token. */
    Route forAnyone() {
        return new Route(method, path, true, summary, query, body, answers, handler);
    }

    /** The same by another method. */
    Route by(HandlerType other) {
        return new Route(other, path, open, summary, query, body, answers, handler);
    }
}
