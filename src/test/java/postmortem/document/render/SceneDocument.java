package postmortem.document.render;

import postmortem.analysis.Analyzer;
import postmortem.timeline.Scene;
import postmortem.timeline.Timeline;

/** The document of a scene, by the built-in template. */
final class SceneDocument {

  private SceneDocument() {}

  static String of(Scene scene) {
    Timeline timeline = scene.timeline();
    return ReportRenderer.builtIn()
        .render(
            new ReportInput(
                "2026-10-15-shop",
                "Shop",
                scene.incident(),
                timeline,
                Analyzer.analyze(timeline, scene.incident())));
  }
}
