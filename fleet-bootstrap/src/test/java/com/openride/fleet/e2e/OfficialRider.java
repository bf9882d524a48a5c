package com.openride.fleet.e2e;

import com.openride.fleet.domain.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** A rider with the official Java client; the app comes back after a refusal and asks for what it has missed. */
final class OfficialRider implements AutoCloseable {

    private final JavaPhone phone;
    private final UUID trip;
    private final List<Long> versions = new ArrayList<>();
    private long known = 1;

    /** Let in, and following. */
    OfficialRider(FleetProcess fleet, UUID rider, UUID trip) throws JSONException, InterruptedException {
        this.trip = trip;
        phone = JavaPhone.connected(fleet, "websocket", Operator.token(rider, Role.RIDER))
                .comingBack();
        subscribe();
    }

    /** Waits until the client is let in again. */
    void comeBack() throws JSONException, InterruptedException {
        phone.next("connected");
        subscribe();
    }

    /** The version of each step of which the rider was told, in the order of telling, up to this one. */
    List<Long> versions(long last) throws JSONException {
        while (known < last) {
            note(phone.next("trip:update", OfficialRider::isStep));
        }
        for (JSONObject more : phone.rest("trip:update")) {
            if (isStep(more)) {
                note(more);
            }
        }
        return versions;
    }

    @Override
    public void close() {
        phone.close();
    }

    private void subscribe() throws JSONException, InterruptedException {
        for (JSONObject told : phone.take("trip:update")) {
            if (isStep(told)) {
                note(told);
            }
        }
        var request = new JSONObject().put("tripId", trip.toString()).put("lastVersion", known);
        JSONArray missed = phone.ask("rider:subscribe", request).getJSONArray("missed");
        for (int i = 0; i < missed.length(); i++) {
            note(missed.getJSONObject(i));
        }
    }

    private void note(JSONObject step) throws JSONException {
        versions.add(step.getLong("version"));
        known = Math.max(known, step.getLong("version"));
    }

    private static boolean isStep(JSONObject update) {
        return update.has("previousStatus") && !update.isNull("previousStatus");
    }
}
