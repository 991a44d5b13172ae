package io.github.windlass.extractor.rails;

import io.github.windlass.script.ruby.object.RubyModule;

/** Models. */
final class Models {

  private Models() {}

  static RubyModule base(Rails rails) {
    return (RubyModule) rails.absent("ActiveRecord::Base", rails.world(), rails.world().start());
  }
}
