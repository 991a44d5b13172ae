/** What a database's catalog holds, as far as it is known before a migration runs. */
@NullMarked
package io.github.windlass.extractor.schema;

import org.jspecify.annotations.NullMarked;
