@org.jspecify.annotations.NullMarked
package com.openride.fleet.application.audit;
