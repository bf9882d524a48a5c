/** What the documents say is held to what the code does. */
@NullMarked
package com.openride.fleet.documents;

import org.jspecify.annotations.NullMarked;
