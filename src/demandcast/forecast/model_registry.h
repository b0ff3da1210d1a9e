// The models that there are, by name: how to make them from options and how to load them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/core/options.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/forecast/forecaster.h"

namespace demandcast {

class ModelRegistry;

/// Option values per model name: `--set ets.season=52` is {"ets": {"season": "52"}}.
using ModelOptions = std::map<std::string, OptionValues>;

/// How a model is made that is made of others, which its options name (rules that send series to models).
struct MemberModels {
  /// The compositions that the options name. Throws ConfigError for what names none.
  std::function<std::vector<std::string>(const OptionValues&, const ModelRegistry&)> named;
  /// `options` are those of every model.
  std::function<std::unique_ptr<Estimator>(const OptionValues&, const ModelRegistry&, const ModelOptions& options)>
      make;
  std::function<std::unique_ptr<Forecaster>(const OptionValues&, const ArtifactReader&, const ModelRegistry&,
                                            const ModelOptions& options)>
      load;
  std::string built_in = {};   ///< the text that names the models where no option does
  ModelOptions defaults = {};  ///< of the models within, where nobody asks otherwise
};

/// One model. A wrapper ("distribution_engine") makes its estimator around an inner one; a base model gets null.
struct ModelEntry {
  std::string name;
  std::string summary;  ///< one sentence for `demandcast models`
  std::string source;   ///< paper or book
  bool wraps = false;
  bool forecasts_spans = false;       ///< as Forecaster::forecasts_spans will say
  bool samples_paths = false;         ///< as Forecaster::samples_paths will say
  bool needs_neural_library = false;  ///< is made by libdemandcast_neural
  std::vector<OptionField> options;
  std::function<std::unique_ptr<Estimator>(const OptionValues&, std::unique_ptr<Estimator> inner)> make;
  /// Undoes Forecaster::save. Wrappers get their loaded inner forecaster.
  std::function<std::unique_ptr<Forecaster>(const OptionValues&, const ArtifactReader&,
                                            std::unique_ptr<Forecaster> inner)>
      load;
  MemberModels members = {};  ///< instead of make and load, of a base model that is made of others
};

class ModelRegistry {
 public:
  void add(ModelEntry entry);  ///< names are unique
  const std::vector<ModelEntry>& entries() const { return entries_; }
  std::vector<std::string> names() const;
  /// Throws ConfigError with the nearest name.
  const ModelEntry& find(std::string_view name) const;

 private:
  std::vector<ModelEntry> entries_;
};

/// "ets+distribution_engine" (innermost first), or "winter=ets+distribution_engine" with a name of its own.
struct Composition {
  std::string label;               ///< the name given, or the text itself
  std::vector<std::string> parts;  ///< innermost first; the first is a base model, the others wrap
};

/// Throws ConfigError: unknown model, a wrapper first, a base model later, an empty part.
Composition parse_composition(std::string_view text, const ModelRegistry& registry);

/// The names of a composition's parts, and of those of the compositions that they are made of; each once. Throws
/// ConfigError when the options that name these are wrong.
std::vector<std::string> all_parts(const Composition& composition, const ModelRegistry& registry,
                                   const ModelOptions& options);

/// `options` with the defaults of those parts that have some for the models within them.
ModelOptions with_member_defaults(const Composition& composition, const ModelRegistry& registry, ModelOptions options);

/// Throws ConfigError when options are wrong.
std::unique_ptr<Estimator> make_estimator(const Composition& composition, const ModelRegistry& registry,
                                          const ModelOptions& options);

/// Undoes Forecaster::save of a forecaster made by `make_estimator`.
std::unique_ptr<Forecaster> load_forecaster(const Composition& composition, const ModelRegistry& registry,
                                            const ModelOptions& options, const ArtifactReader& reader);

}  // namespace demandcast
