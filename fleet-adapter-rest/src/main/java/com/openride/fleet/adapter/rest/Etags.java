package com.openride.fleet.adapter.rest;

import io.javalin.http.Context;
import java.util.stream.Stream;

/** Strong entity tags (RFC 9110, 8.8.3), so that a client that polls is sent nothing twice. */
final class Etags {

    private Etags() {}

    /** Marks the answer, and says whether the caller has this one already. */
    static boolean mark(Context context, String tag) {
        String quoted = "\"" + tag + "\"";
        context.header("ETag", quoted);
        context.header("Cache-Control", "private, no-cache");
        String known = context.header("If-None-Match");
        return known != null
                && Stream.of(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(quoted) || one.equals("W/" + quoted));
    }
}
