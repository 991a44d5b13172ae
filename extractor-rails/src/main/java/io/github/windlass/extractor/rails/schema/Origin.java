package io.github.windlass.extractor.rails.schema;

import io.github.windlass.script.Evaluation;
import io.github.windlass.script.Place;

/** A call of the script: who runs it, and where it is written. */
public record Origin(Evaluation run, Place place) {}
