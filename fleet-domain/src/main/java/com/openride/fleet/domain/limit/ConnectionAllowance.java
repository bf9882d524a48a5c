package com.openride.fleet.domain.limit;

/**
 * How many connections one driver may hold at once, over all instances.
 *
 * @param most at least 1
 */
public record ConnectionAllowance(int most) {

    public ConnectionAllowance {
        if (most < 1) {
            throw new IllegalArgumentException("at least one connection must be allowed");
        }
    }

    /** Whether one more connection fits beside the live ones. */
    public boolean admitsBeside(int live) {
        return live < most;
    }
}
