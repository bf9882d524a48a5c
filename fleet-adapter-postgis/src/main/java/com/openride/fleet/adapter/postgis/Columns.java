package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.geo.GeoPoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as our types; those whose names begin with {@code find} may be null. */
final class Columns {

    private Columns() {}

    static UUID id(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(findId(row, column));
    }

    static @Nullable UUID findId(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(findInstant(row, column));
    }

    static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    static @Nullable String findText(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    static @Nullable Long findLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static GeoPoint point(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Points.read(row, column));
    }

    /** The actor in {@code by_subject} and {@code by_role}. */
    static @Nullable Actor findActor(ResultSet row) throws SQLException {
        UUID subject = findId(row, "by_subject");
        return subject == null ? null : new Actor(subject, Role.valueOf(text(row, "by_role")));
    }

    static List<Object> array(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((Object[]) array.getArray());
    }

    /** What two columns hold as names and values. */
    static <V> Map<String, V> map(ResultSet row, String names, String values, Class<V> type) throws SQLException {
        List<Object> keys = array(row, names);
        List<Object> contents = array(row, values);
        Map<String, V> map = new TreeMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put((String) keys.get(i), type.cast(contents.get(i)));
        }
        return map;
    }

    /** The values of a map, in the order of its keys. */
    static <V> List<V> values(Map<String, V> map) {
        return new ArrayList<>(new TreeMap<>(map).values());
    }

    /** The keys of a map, in their order. */
    static List<String> names(Map<String, ?> map) {
        return new ArrayList<>(new TreeMap<>(map).keySet());
    }
}
