// fit: a model learnt from data, kept in a directory.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "demandcast/forecast/learning_curve.h"
#include "demandcast/forecast/model_directory.h"
#include "demandcast/pipeline/fit_checkpoints.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/run_config.h"

namespace demandcast {

/// A forecaster and the manifest that describes it.
struct LearnedModel {
  std::unique_ptr<Forecaster> forecaster;
  ModelManifest manifest;
};

/// What config.models.front() asks for, when it is no model directory.
struct Recipe {
  Composition composition;
  ModelOptions options;  ///< resolved
  std::unique_ptr<Estimator> estimator;
};
Recipe recipe_of(const RunConfig& config, const ModelRegistry& registry);

/// The composition as parse_composition reads it.
std::string text_of(const Composition& composition);

/// The model in a directory. Throws ConfigError when it was learnt on data of another frequency.
LearnedModel load_learned(const std::string& directory, const Frequency& frequency, const ModelRegistry& registry);

/// A forecaster, its label, and how far ahead and at which levels it is asked.
struct AskedModel {
  std::unique_ptr<Forecaster> forecaster;
  Horizon horizon;  ///< without spans
  std::string label;
};

/// What is asked of a model that was learnt for `learned`: steps, levels and spans of the configuration where it names
/// them. Throws ConfigError where that is no horizon.
Horizon asked_horizon(const RunConfig& config, const Horizon& learned);

/// Periods that the configuration asks for; where it names none, those of the learned model in config.models.front().
int asked_steps(const RunConfig& config);

/// Loads config.models.front() where it is the directory of a model, else learns it on the view, without spans.
AskedModel learn_or_load(const RunConfig& config, const PanelView& view, const ModelRegistry& registry,
                         const RunContext& context);

struct FitResult {
  ModelManifest manifest;
  ReadReport report;                         ///< of the data learnt from
  std::vector<std::string> notes = {};       ///< what the model left out, and why (Forecaster::notes)
  ModelInsight insight = {};                 ///< what the model found out about itself (Forecaster::insight)
  bool resumed = false;                      ///< whether an earlier run had left checkpoints
  std::vector<LearningCurve> learning = {};  ///< of a network that no wrapper is around; else none
};

/// The curves of a network that no wrapper is around; none of other models.
std::vector<LearningCurve> learning_of(const Forecaster& forecaster);

/// The view up to the newest period, of the panel (calendar) or of each series, with the newest plans.
PanelView newest_view(const Panel& panel, CutoffMode mode);

/// What a fit on a store may take: a shard, and what is kept of every series.
double bytes_of_fit(const PackedStore& store);

/// Writes the directory of a model. Of several processes that learnt the same (core/launch.h) one writes.
void save_learned(const LearnedModel& learned, const std::string& directory);

/// Reads the data, learns and writes the model to config.output. Training that was ended goes on from its checkpoints,
/// to the same model bit by bit, unless config.resume is false. Of a store, one shard is in memory at a time and what
/// the model keeps. Of the processes of a launch (core/launch.h) the leading one writes. Throws ConfigError where
/// config.memory does not suffice, and where several processes are given a model that is no network.
FitResult run_fit(const RunConfig& config, const ModelRegistry& registry, const RunContext& context);

}  // namespace demandcast
