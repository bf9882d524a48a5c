package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.EventCatalog.Said;
import com.openride.fleet.adapter.socketio.EventCatalog.Told;
import com.openride.fleet.adapter.socketio.EventShapes.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the events as a declaration of TypeScript, from the same catalogue as the document of AsyncAPI. */
final class TypeScript {

    private static final Map<String, String> SIMPLE = Map.of(
            "string",
            "string",
            "boolean",
            "boolean",
            "yes",
            "true",
            "no",
            "false",
            "object",
            "Record<string, unknown>",
            "figures",
            "Record<string, number>",
            "uuid",
            "Uuid",
            "time",
            "Time",
            "anyTime",
            "string | number");

    private static final String HEAD = """
            // The events of OpenRide Fleet, made from the code by DeclarationTest. Do not edit.
            //
            // import { io, Socket } from "socket.io-client";
            // const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, { auth: { token } });

            /** 36 characters. */
            export type Uuid = string;

            /** RFC 3339 in UTC with milliseconds. */
            export type Time = string;""";

    private TypeScript() {}

    static String declaration() {
        return String.join("\n\n", HEAD, shapes(), told(), said()) + "\n";
    }

    private static String shapes() {
        return EventShapes.SHAPES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(shape -> "export interface " + shape.getKey() + " {\n"
                        + Stream.of(shape.getValue().split(" ", -1))
                                .map(Field::of)
                                .map(TypeScript::field)
                                .collect(Collectors.joining())
                        + "}")
                .collect(Collectors.joining("\n\n"));
    }

    private static String field(Field field) {
        String type = type(field.type()) + (field.mayBeNull() ? " | null" : "");
        return range(field) + "  " + field.name() + (field.mayBeAbsent() ? "?" : "") + ": " + type + ";\n";
    }

    private static String range(Field field) {
        Map<String, Object> schema = EventShapes.SIMPLE.getOrDefault(field.type(), Map.of());
        if (schema.containsKey("maximum")) {
            return "  /** " + schema.get("minimum") + " to " + schema.get("maximum") + ". */\n";
        }
        return schema.containsKey("maxLength") ? "  /** At most " + schema.get("maxLength") + " characters. */\n" : "";
    }

    private static String type(String type) {
        if (type.startsWith("[")) {
            return "Array<" + type(type.substring(1, type.length() - 1)) + ">";
        }
        Map<String, Object> schema = EventShapes.SIMPLE.get(type);
        if (schema == null || SIMPLE.containsKey(type)) {
            return SIMPLE.getOrDefault(type, type);
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(" | "));
        }
        return String.valueOf(schema.get("type")).equals("string") ? "string" : "number";
    }

    private static String told() {
        return EventCatalog.TOLD.stream()
                // The client's library declares it itself, as an error with message and data.
                .filter(told -> !told.name().equals("connect_error"))
                .map(TypeScript::told)
                .collect(Collectors.joining("", "export interface ServerToClientEvents {\n", "}"));
    }

    private static String told(Told told) {
        return "  /** " + told.meaning() + " */\n  \"" + told.name() + "\": (payload: " + told.payload()
                + ") => void;\n";
    }

    private static String said() {
        return EventCatalog.SAID.stream()
                .map(TypeScript::said)
                .collect(Collectors.joining("", "export interface ClientToServerEvents {\n", "}"));
    }

    private static String said(Said said) {
        boolean optional = said.payload().endsWith("?");
        String shape = optional ? said.payload().replace("?", "") + " | null" : said.payload();
        String payload = shape.isEmpty() ? "" : "payload: " + shape + ", ";
        return "  /** " + said.meaning() + " */\n  \"" + said.name() + "\": (" + payload + "answer: (answer: "
                + said.answer() + " | Failed) => void) => void;\n";
    }
}
