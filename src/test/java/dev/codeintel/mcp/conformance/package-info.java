/**
 * What the official conformance suite expects a server to offer, and a test that runs the suite.
 * Part of the profile "conformance" only.
 */
@NullMarked
package dev.codeintel.mcp.conformance;

import org.jspecify.annotations.NullMarked;
