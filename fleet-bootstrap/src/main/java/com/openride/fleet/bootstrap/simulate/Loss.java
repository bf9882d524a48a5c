package com.openride.fleet.bootstrap.simulate;

/**
 * What it means that something was lost, told in one place for readers of the code and of {@code --help}.
 *
 * <ul>
 *   <li>A position is lost to a rider when its driver got an ack for {@code driver:location}, the rider's subscription
 *       stood, with the trip under way in the rider's eyes, from before it was sent, and the rider got neither it nor a
 *       newer one of that driver (newest wins) within five seconds of the ack; when the trip ends before, what was acked more than a second
 *       before the end should have come.
 *   <li>A trip update is missed when the versions that a rider hears leave one out, or when the rider does not hear of
 *       the trip's end within five seconds; duplicated when a step is told again; out of order when an older version
 *       comes after a newer one. Changes of the ETA carry the current version and are none of these.
 *   <li>An ack is missing when none came within ten seconds.
 *   <li>A refusal is an answer and no loss; a batch's row that is rejected, a request that fails and a connection that
 *       ends before the run does are counted as losses, since a well-behaved client meets none of them.
 * </ul>
 */
final class Loss {

    static final String DEFINITION = "Lost means: an acknowledged driver:location that a rider, subscribed since before"
            + " it was sent, got neither itself nor superseded by a newer one within 5 s of the ack; a trip:update that"
            + " was missed, duplicated or out of order by its version; an ack that did not come within 10 s; a rejected"
            + " row of a batch; a failed request; a connection that ended before the run. Refused fixes are counted,"
            + " not lost. The exit status is 1 when anything was lost.";

    private Loss() {}
}
