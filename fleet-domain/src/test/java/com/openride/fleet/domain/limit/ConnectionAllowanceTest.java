package com.openride.fleet.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConnectionAllowanceTest {

    @Test
    void admits_up_to_the_allowance_and_no_further() {
        var three = new ConnectionAllowance(3);

        assertThat(three.admitsBeside(0)).isTrue();
        assertThat(three.admitsBeside(2)).isTrue();
        assertThat(three.admitsBeside(3)).isFalse();
        assertThat(three.admitsBeside(4)).isFalse();
    }

    @Test
    void an_allowance_of_nothing_is_none() {
        assertThat(new ConnectionAllowance(1).admitsBeside(0)).isTrue();
        assertThatThrownBy(() -> new ConnectionAllowance(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
