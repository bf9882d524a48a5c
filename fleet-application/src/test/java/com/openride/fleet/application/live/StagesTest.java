package com.openride.fleet.application.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class StagesTest {

    private final InvalidValue ours = new InvalidValue("limit", "must be from 1 to 100");

    @Test
    void a_stage_gives_its_value() {
        assertThat(Stages.await(CompletableFuture.completedStage(7))).isEqualTo(7);
    }

    @Test
    void a_fault_of_ours_comes_out_as_it_went_in_however_it_was_wrapped() {
        assertThatThrownBy(() -> Stages.await(CompletableFuture.failedStage(ours)))
                .isSameAs(ours);
        assertThatThrownBy(
                        () -> Stages.await(CompletableFuture.failedStage(ours).thenApply(value -> value)))
                .isSameAs(ours);
        assertThat(Stages.fault(new CompletionException(new ExecutionException(ours))))
                .isSameAs(ours);
    }

    @Test
    void anything_else_is_our_own_mistake_and_says_nothing_of_itself() {
        assertThat(Stages.fault(new CompletionException(new IllegalStateException("SELECT secret FROM somewhere"))))
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INTERNAL);
                    assertThat(fault).hasMessage("something went wrong on our side");
                });
        assertThat(Stages.fault(new CompletionException("no cause", null)).code())
                .isEqualTo(FaultCode.INTERNAL);
    }

    @Test
    void whoever_is_interrupted_while_waiting_stays_so_and_may_try_again() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Stages.await(new CompletableFuture<>()))
                .isInstanceOfSatisfying(
                        Refused.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
    }
}
