package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.protocol.JacksonJsonSupport;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The library's JSON, except that null stays null: a client must be able to tell unknown from zero. */
final class LibraryJson extends JacksonJsonSupport {

    @Override
    protected void init(ObjectMapper mapper) {
        super.init(mapper);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
    }
}
