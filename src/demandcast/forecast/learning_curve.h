// How the loss of a network went while it was trained.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demandcast/forecast/artifact.h"

namespace demandcast {

/// Points in the order in which they were passed.
struct LearningCurve {
  std::string name;                    ///< "member 1"
  std::vector<std::int64_t> updates;   ///< made before each point
  std::vector<double> loss;            ///< [point] of the batch of the next update
  std::vector<std::int64_t> judged;    ///< updates made before each look at held-back periods
  std::vector<double> held_back = {};  ///< [look] loss on them
};

/// Beside Forecaster; asked for by dynamic_cast.
class Taught {
 public:
  virtual ~Taught();
  /// Of its networks, and of trials that decided something before them.
  virtual const std::vector<LearningCurve>& learning_curves() const = 0;
};

void save_learning_curves(const std::vector<LearningCurve>& curves, ArtifactWriter& writer);
/// None where none were kept. Throws FormatError where points are missing.
std::vector<LearningCurve> load_learning_curves(const ArtifactReader& reader);

}  // namespace demandcast
