package com.openride.fleet.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules by the sentence that each says. */
abstract class Rules {

    private final Map<String, ArchRule> rules = new LinkedHashMap<>();
    private final String root;

    Rules(String root) {
        this.root = root;
    }

    final Map<String, ArchRule> all() {
        return rules;
    }

    final void rule(String sentence, ArchRule rule) {
        rules.put(sentence, rule.as(sentence).allowEmptyShould(true));
    }

    /** The package below the root, and all below it. */
    final String in(String name) {
        return root + "." + name + "..";
    }

    final String root() {
        return root;
    }
}
