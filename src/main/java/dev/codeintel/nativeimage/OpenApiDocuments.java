package dev.codeintel.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import java.util.List;
import java.util.Map;

/**
 * Makes the description of the REST interface at the start only if it can be asked for: it takes a
 * tenth of the time to the first answer, which comes over stdio.
 */
@TargetClass(OpenApiRecorder.class)
final class OpenApiDocuments {

  @Substitute
  public void prepareDocument(
      AutoSecurityFilter security,
      Map<OpenApiFilter.RunStage, List<String>> filters,
      String documentName) {
    if (Boolean.parseBoolean(System.getProperty("quarkus.http.host-enabled", "true"))) {
      Object service = Arc.container().select(OpenApiDocumentService.class).get();
      ((Service) service).prepareDocument(security, filters, documentName);
    }
  }

  @TargetClass(OpenApiDocumentService.class)
  static final class Service {
    @Alias
    native void prepareDocument(
        AutoSecurityFilter security,
        Map<OpenApiFilter.RunStage, List<String>> filters,
        String documentName);
  }
}
