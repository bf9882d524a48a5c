package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.trip.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Share links, by the hash of their token. */
final class PostgisShareLinks implements ShareLinks {

    // So that two of a rider's phones cannot both make the last link that is allowed.
    private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(:owner, 0)) IS NULL";

    private static final String ADD = """
            INSERT INTO share_link (token_hash, trip_id, rider_id, created_at, views)
            SELECT :hash, :trip, :rider, :created, :views
            WHERE (SELECT count(*) FROM share_link WHERE trip_id = :trip AND rider_id = :rider) < :most
            """;

    private static final String OF =
            "SELECT * FROM share_link WHERE trip_id = :trip AND rider_id = :rider ORDER BY number";

    private final Database database;

    PostgisShareLinks(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(ShareLink link, int most) {
        return database.ask(handle -> {
            handle.createQuery(ALONE)
                    .bind("owner", link.trip() + " " + link.rider())
                    .mapTo(Boolean.class)
                    .one();
            return handle.createUpdate(ADD)
                            .bind("hash", link.tokenHash())
                            .bind("trip", link.trip().value())
                            .bind("rider", link.rider().value())
                            .bind("created", link.createdAt())
                            .bind("views", link.views())
                            .bind("most", most)
                            .execute()
                    == 1;
        });
    }

    @Override
    public Optional<ShareLink> find(String tokenHash) {
        return database.ask(handle -> handle.createQuery("SELECT * FROM share_link WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .map((row, context) -> read(row))
                .findFirst());
    }

    @Override
    public void viewed(String tokenHash) {
        database.ask(handle -> handle.createUpdate("UPDATE share_link SET views = views + 1 WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .execute());
    }

    @Override
    public List<ShareLink> of(TripId trip, RiderId rider) {
        return database.ask(handle -> handle.createQuery(OF)
                .bind("trip", trip.value())
                .bind("rider", rider.value())
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public void revoke(TripId trip, RiderId rider) {
        database.ask(handle -> handle.createUpdate("DELETE FROM share_link WHERE trip_id = :trip AND rider_id = :rider")
                .bind("trip", trip.value())
                .bind("rider", rider.value())
                .execute());
    }

    private static ShareLink read(ResultSet row) throws SQLException {
        return new ShareLink(
                Columns.text(row, "token_hash"),
                new TripId(Columns.id(row, "trip_id")),
                new RiderId(Columns.id(row, "rider_id")),
                Columns.instant(row, "created_at"),
                row.getLong("views"));
    }
}
