package com.openride.fleet.adapter.postgis;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What failures of the database mean. The classes of SQLSTATE are of PostgreSQL's manual, appendix A. */
final class SqlStates {

    private static final int CLASS = 2;

    private SqlStates() {}

    /** The failure of the database behind what was thrown, if there is one. */
    static @Nullable SQLException of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return failure;
            }
        }
        return null;
    }

    /** Whether the server could not be asked, or is in no state to answer. */
    static boolean isAway(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException || failure.getSQLState() == null) {
            return true;
        }
        return switch (classOf(failure)) {
            // Connection, login, out of resources (a full disk among them), cancelled or going away, disk, damaged
            case "08", "28", "53", "57", "58", "XX" -> true;
            // Read-only: a server that is being failed over
            case "25" -> true;
            default -> false;
        };
    }

    /** Whether the server is well, but others were in the way: the same may well work later. */
    static boolean isInTheWay(SQLException failure) {
        return classOf(failure).equals("40") || "55P03".equals(failure.getSQLState());
    }

    private static String classOf(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.substring(0, Math.min(CLASS, state.length()));
    }
}
