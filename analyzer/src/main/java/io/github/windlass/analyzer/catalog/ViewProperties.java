package io.github.windlass.analyzer.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a view is besides its query.
 *
 * @param populated false for a materialized view WITH NO DATA
 * @param clusteredOn the index that CLUSTER goes by
 * @param attachments its triggers and rules
 */
public record ViewProperties(
    Storage storage,
    boolean populated,
    @Nullable String clusteredOn,
    List<Attachment> attachments) {

  static final ViewProperties PLAIN = new ViewProperties(Storage.DEFAULT, true, null, List.of());

  public ViewProperties {
    attachments = List.copyOf(attachments);
  }

  ViewProperties stored(Storage newStorage) {
    return new ViewProperties(newStorage, populated, clusteredOn, attachments);
  }

  ViewProperties populated(boolean newPopulated) {
    return new ViewProperties(storage, newPopulated, clusteredOn, attachments);
  }

  ViewProperties clustered(@Nullable String index) {
    return new ViewProperties(storage, populated, index, attachments);
  }

  ViewProperties attached(List<Attachment> newAttachments) {
    return new ViewProperties(storage, populated, clusteredOn, newAttachments);
  }
}
