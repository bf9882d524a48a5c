package com.openride.fleet.adapter.rest;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;

/**
 * One endpoint: what Javalin is told and what the API document says come from this one record, so they cannot differ.
 *
 * @param method GET, POST and so on
 * @param path with parameters in braces
 * @param open whether it answers without a token
 * @param summary what it does, in a sentence
 * @param parameters what it reads from the query and the headers
 * @param body the schema of its body, with a question mark behind when it may be left out; empty for none
 * @param answers the schema of each status that it may answer well with
 * @param handler what it does
 */
record Route(
        HandlerType method,
        String path,
        boolean open,
        String summary,
        List<Parameter> parameters,
        String body,
        List<Answer> answers,
        Handler handler) {

    /** Does the work of a route. What it throws becomes problem details. */
    @FunctionalInterface
    interface Handler {
        void handle(Call call);
    }

    /**
     * A parameter beside those in the path.
     *
     * @param in query or header
     * @param name as in the URL or the header
     * @param schema its type and range
     * @param meaning in a sentence
     */
    record Parameter(String in, String name, String schema, String meaning) {

        static Parameter query(String name, String schema, String meaning) {
            return new Parameter("query", name, schema, meaning);
        }

        static Parameter header(String name, String meaning) {
            return new Parameter("header", name, "string", meaning);
        }
    }

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

    static Route get(String path, String summary, List<Parameter> parameters, Answer answer, Handler handler) {
        return new Route(HandlerType.GET, path, false, summary, parameters, "", List.of(answer), handler);
    }

    static Route post(String path, String summary, String body, List<Answer> answers, Handler handler) {
        return new Route(HandlerType.POST, path, false, summary, List.of(), body, answers, handler);
    }

    /** The same without a token. */
    Route forAnyone() {
        return new Route(method, path, true, summary, parameters, body, answers, handler);
    }

    /** The same by another method. */
    Route by(HandlerType other) {
        return new Route(other, path, open, summary, parameters, body, answers, handler);
    }

    /** The same, with one more answer that is no fault. */
    Route or(Answer other) {
        return new Route(method, path, open, summary, parameters, body, with(answers, other), handler);
    }

    /** The same, with one more parameter. */
    Route reading(Parameter other) {
        return new Route(method, path, open, summary, with(parameters, other), body, answers, handler);
    }

    /** The same, with an entity tag by which a caller is spared what it has. */
    Route tagged() {
        return reading(Parameter.header("If-None-Match", "the ETag that the caller has"))
                .or(Answer.empty(304, "The caller has this one already."));
    }

    private static <T> List<T> with(List<T> list, T other) {
        return Stream.concat(list.stream(), Stream.of(other)).toList();
    }
}
