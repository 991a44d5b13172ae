/** Ruby's objects: modules, instances, blocks, hashes, and how methods of them are found. */
@NullMarked
package io.github.windlass.script.ruby.object;

import org.jspecify.annotations.NullMarked;
