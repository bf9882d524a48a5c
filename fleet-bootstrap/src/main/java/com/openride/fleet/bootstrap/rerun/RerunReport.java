package com.openride.fleet.bootstrap.rerun;

import com.openride.fleet.application.rerun.Rerun;

/** Where reruns are told, one after another. The same reruns are told in the same bytes. */
public interface RerunReport {

    /** Tells of one trip. */
    void tell(Rerun rerun);

    /** Tells what all of them come to. */
    void end();
}
