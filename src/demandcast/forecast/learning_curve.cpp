// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/learning_curve.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr const char* kNames = "learning_curves";

std::string part_name(std::size_t curve) { return fmt::format("learning_curve_{}", curve); }

}  // namespace

Taught::~Taught() = default;

void save_learning_curves(const std::vector<LearningCurve>& curves, ArtifactWriter& writer) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < curves.size(); ++c) {
    names.push_back(curves[c].name);
    ArtifactWriter part = writer.part(part_name(c));
    part.integers("updates", curves[c].updates);
    part.numbers("loss", curves[c].loss);
    part.integers("judged", curves[c].judged);
    part.numbers("held_back", curves[c].held_back);
  }
  writer.texts(kNames, std::move(names));
}

std::vector<LearningCurve> load_learning_curves(const ArtifactReader& reader) {
  std::vector<LearningCurve> curves;
  if (!reader.has_texts(kNames)) return curves;
  for (const std::string& name : reader.texts(kNames)) {
    const ArtifactReader part = reader.part(part_name(curves.size()));
    curves.push_back(
        {name, part.integers("updates"), part.numbers("loss"), part.integers("judged"), part.numbers("held_back")});
    const LearningCurve& curve = curves.back();
    if (curve.updates.size() != curve.loss.size() || curve.judged.size() != curve.held_back.size()) {
      throw FormatError(fmt::format("the learning curve \"{}\" is incomplete; fit the model again", name));
    }
  }
  return curves;
}

}  // namespace demandcast
