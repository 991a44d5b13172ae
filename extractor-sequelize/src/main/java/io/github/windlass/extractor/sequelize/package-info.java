/** Migrations of Sequelize, run as Sequelize would run them. */
@NullMarked
package io.github.windlass.extractor.sequelize;

import org.jspecify.annotations.NullMarked;
