package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;

/** Notes which drivers operators looked at. */
final class AuditedDrivers implements ViewDrivers {

    private final ViewDrivers plain;
    private final Notes notes;

    AuditedDrivers(ViewDrivers plain, Notes notes) {
        this.plain = plain;
        this.notes = notes;
    }

    @Override
    public View status(Principal principal, DriverId driver) {
        View view = plain.status(principal, driver);
        notes.read(principal, "status of driver " + driver);
        return view;
    }

    @Override
    public DriverPosition position(Principal principal, DriverId driver) {
        DriverPosition position = plain.position(principal, driver);
        notes.read(principal, "position of driver " + driver);
        return position;
    }

    @Override
    public Page locations(Principal principal, DriverId driver, Query query) {
        Page page = plain.locations(principal, driver, query);
        notes.read(principal, "locations of driver " + driver + " from " + page.from() + " to " + page.to());
        return page;
    }
}
