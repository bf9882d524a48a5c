package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** One run of a script on one key. */
final class ScriptCall implements Command {

    private final Script script;
    private final List<String> keys;
    private final List<String> arguments;
    private final CompletableFuture<Object> answer = new CompletableFuture<>();
    private @Nullable Response<Object> response;

    ScriptCall(Script script, String key, List<String> arguments) {
        this.script = script;
        this.keys = List.of(key);
        this.arguments = arguments;
    }

    /** What the script returns; fails with UNAVAILABLE when Redis is away. */
    CompletionStage<Object> answer() {
        return answer;
    }

    /** Runs the script alone. */
    static Object now(RedisLink link, Script script, String key, List<String> arguments) {
        try {
            return link.call(client -> client.evalsha(script.sha(), List.of(key), arguments));
        } catch (JedisNoScriptException e) {
            return link.call(client -> client.eval(script.text(), List.of(key), arguments));
        }
    }

    @Override
    public void send(AbstractPipeline pipeline) {
        response = pipeline.evalsha(script.sha(), keys, arguments);
    }

    @Override
    public void settle(RedisLink link) {
        try {
            answer.complete(Objects.requireNonNull(response).get());
        } catch (JedisNoScriptException e) {
            again(link);
        } catch (JedisException e) {
            link.failed(e);
            fail();
        } catch (IllegalStateException unanswered) {
            // A node of a cluster was lost while it was asked.
            fail();
        }
    }

    @Override
    public void fail() {
        answer.completeExceptionally(new Refused(FaultCode.UNAVAILABLE, "Redis is away"));
    }

    /** Redis has forgotten the script, as after a restart. */
    private void again(RedisLink link) {
        try {
            answer.complete(link.call(client -> client.eval(script.text(), keys, arguments)));
        } catch (FleetException away) {
            fail();
        }
    }
}
