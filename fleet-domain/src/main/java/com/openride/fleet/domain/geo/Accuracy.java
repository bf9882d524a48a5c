package com.openride.fleet.domain.geo;

/**
 * The radius within which the device believes itself with 68 % confidence, as Android and iOS report it.
 *
 * @param meters from 0 to 5000; wider than that says nothing about where a car is
 */
public record Accuracy(double meters) {
    public Accuracy {
        meters = Range.require("accuracy", meters, 0, 5000) + 0.0;
    }
}
