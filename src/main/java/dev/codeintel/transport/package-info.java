/**
 * What stands between a client and the protocol library: guards of HTTP requests, checks of
 * messages, and standard input and output as the library should see them. Main types: {@link
 * dev.codeintel.transport.StdioStreams} and {@link dev.codeintel.transport.MessageCheck}. Knows no
 * tools.
 */
@NullMarked
package dev.codeintel.transport;

import org.jspecify.annotations.NullMarked;
