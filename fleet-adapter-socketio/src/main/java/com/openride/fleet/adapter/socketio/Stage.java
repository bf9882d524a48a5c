package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.Incoming.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How far a client has come: stranger, being let in, let in, gone. Nothing goes back. Safe for use by many threads. */
final class Stage {

    private static final int MOST_HELD = 16;
    private static final int MOST_HELD_CHARS = 64 * 1024;

    /** What is to become of an event. */
    enum Verdict {
        /** Answer it. */
        ANSWER,
        /** It is kept until the client has been let in. */
        HELD,
        /** Nobody may say that now. */
        REFUSED,
        /** Nobody is there any more. */
        IGNORED
    }

    private enum State {
        STRANGER,
        ADMITTING,
        OPEN,
        SILENCED,
        GONE
    }

    private final Deque<Event> held = new ArrayDeque<>();
    private int heldChars;
    private State state = State.STRANGER;

    /** A stranger shows a token; false when that has happened before. */
    synchronized boolean admit() {
        if (state != State.STRANGER) {
            return false;
        }
        state = State.ADMITTING;
        return true;
    }

    /** The one who showed a token is let in; false when they have left. What they say is still held. */
    synchronized boolean open(Runnable whenStillHere) {
        if (state != State.ADMITTING) {
            return false;
        }
        whenStillHere.run();
        return true;
    }

    /** Hands out what was held, in order and before anything that comes later. */
    void release(Consumer<Event> receiver) {
        for (Event next = next(); next != null; next = next()) {
            receiver.accept(next);
        }
    }

    /** What to do with an event now. */
    synchronized Verdict judge(Event event) {
        return switch (state) {
            case OPEN -> Verdict.ANSWER;
            case ADMITTING -> hold(event);
            case STRANGER -> Verdict.REFUSED;
            case SILENCED, GONE -> Verdict.IGNORED;
        };
    }

    /** Nothing that the client says counts any more, though it may still be told something. */
    synchronized void silence() {
        if (state != State.GONE) {
            state = State.SILENCED;
            held.clear();
        }
    }

    /** The client is gone; false when it already was. */
    synchronized boolean close() {
        if (state == State.GONE) {
            return false;
        }
        state = State.GONE;
        held.clear();
        return true;
    }

    /** Whether anybody has vouched for the client. */
    synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether the client has left. */
    synchronized boolean isGone() {
        return state == State.GONE;
    }

    /** Whether nobody has been let in yet. */
    synchronized boolean isStranger() {
        return state == State.STRANGER || state == State.ADMITTING;
    }

    private synchronized @Nullable Event next() {
        Event next = held.poll();
        if (next == null && state == State.ADMITTING) {
            state = State.OPEN;
        }
        return next;
    }

    private Verdict hold(Event event) {
        heldChars += event.json().length();
        if (held.size() >= MOST_HELD || heldChars > MOST_HELD_CHARS) {
            return Verdict.REFUSED;
        }
        held.add(event);
        return Verdict.HELD;
    }
}
