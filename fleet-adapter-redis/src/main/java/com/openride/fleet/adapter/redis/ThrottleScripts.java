package com.openride.fleet.adapter.redis;

/**
 * What Redis does for the throttle. Under each driver's key it keeps {@code due:before:owner:ends}: when the next fix is
 * due, when it was due before the last admission, which instance may admit alone, and until when. A dash for the owner
 * says that until then none may, since two have lately been asking in turn.
 */
final class ThrottleScripts {

    private static final String STATE = """
            local due, before, owner, ends = 0, 0, '', 0
            local state = redis.call('GET', KEYS[1])
            if state then
              local a, b, c, d = string.match(state, '^(%d+):(%d+):([^:]*):(%d+)$')
              due, before, owner, ends = tonumber(a), tonumber(b), c, tonumber(d)
            end
            if ends <= now then
              owner, ends = '', 0
            end
            -- None is for longer, unless this clock was set back, or that of the node before was ahead.
            ends = math.min(ends, now + 60000000)
            local function keep()
              local left = math.max(due, ends) - now
              if left > 0 then
                redis.call('SET', KEYS[1], string.format('%.0f:%.0f:%s:%.0f', due, before, owner, ends),
                    'PX', math.ceil(left / 1000))
              else
                redis.call('DEL', KEYS[1])
              end
            end
            """;

    /**
     * Admits by GCRA and, if no other instance has asked lately, lets this one go on alone for the lease.
     *
     * <p>Arguments: interval, tolerance, this instance, lease (0 for none), what this instance knows to be due, and 1 to
     * pass over another owner. Answers {0, time to wait}, {1, due, before, end of the lease or 0, now}, or {2, owner}.
     */
    static final Script ADMIT = Script.of(STATE + """
            local interval, tolerance, me = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
            local lease, known = tonumber(ARGV[5]), tonumber(ARGV[6])
            if known > due then
              due, before = known, 0
            end
            due = math.min(due, now + interval + tolerance)
            if ARGV[7] == '1' and owner ~= '-' then
              owner, ends = '', 0
            end
            if owner ~= '' and owner ~= '-' and owner ~= me then
              return {2, owner}
            end
            if now < due - tolerance then
              keep()
              return {0, due - tolerance - now}
            end
            before, due = due, math.max(due, now) + interval
            if owner ~= '-' and lease > 0 then
              owner, ends = me, now + lease
            end
            keep()
            return {1, due, before, owner == me and ends or 0, now}
            """);

    /** Goes on alone, having admitted. Arguments: this instance, due, before, lease. Answers the present, or 0. */
    static final Script HOLD = Script.of(STATE + """
            if owner ~= ARGV[2] then
              return 0
            end
            if tonumber(ARGV[3]) > due then
              due, before = tonumber(ARGV[3]), tonumber(ARGV[4])
            end
            ends = now + tonumber(ARGV[5])
            keep()
            return now
            """);

    /** Lets go, having admitted. Arguments: this instance, due, before, for how long none is to go on alone. */
    static final Script LET_GO = Script.of(STATE + """
            if owner ~= ARGV[2] then
              return 0
            end
            if tonumber(ARGV[3]) > due then
              due, before = tonumber(ARGV[3]), tonumber(ARGV[4])
            end
            local calm = tonumber(ARGV[5])
            owner, ends = '', 0
            if calm > 0 then
              owner, ends = '-', now + calm
            end
            keep()
            return 1
            """);

    /** Takes an admission back, unless another came after it. Argument: what became due with it. */
    static final Script GIVE_BACK = Script.of(STATE + """
            if string.format('%.0f', due) ~= ARGV[2] then
              return 0
            end
            due, before = before, 0
            keep()
            return 1
            """);

    private ThrottleScripts() {}
}
