// Past periods gone through again, with forecasts as of each and every policy's own stock; private to this room.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "demandcast/pipeline/path_model.h"
#include "demandcast/pipeline/policy_books.h"
#include "demandcast/pipeline/simulate_policies.h"

namespace demandcast {

class PolicyReplay {
 public:
  /// `run` has the horizon that the items need. All arguments outlive the replay.
  PolicyReplay(const SimulateConfig& config, const RunConfig& run, const Panel& panel, const ItemCatalogue& catalogue,
               const ModelRegistry& registry, const RunContext& context);
  /// Called once for each series and period, with the first model's paths and the demand that came; by several threads.
  using Observer = std::function<void(const SeriesPeriod& now, const DemandPaths& paths)>;
  void observe(Observer observer) { observer_ = std::move(observer); }
  void run();
  const std::string& model_label() const { return models_.front().label; }
  /// Periods, results and counts of draws.
  void fill(SimulateResult& result) const;

 private:
  struct Drawn {
    std::size_t censored = 0, missing = 0;
  };
  /// What a cell says of demand.
  enum class Demand { kNone, kSeen, kAtLeast, kUnknown };

  Period last_period() const { return panel_.last_period() - config_.leave; }
  RunContext silent() const;
  void learn(const PanelView& view, const RunContext& context);
  Demand state_of(std::size_t series, Period period) const;
  double demand_of(std::size_t series, Period period, Demand state, const DemandPaths& paths) const;
  void replay(std::size_t series, int t, const PanelView& view,
              const std::vector<std::unique_ptr<PathSampler>>& samplers);
  void begin(std::size_t series, Demand state, Period period, const DemandPaths& paths, SeriesPeriod& now);
  /// Of the dearest series under the policy that costs least.
  std::vector<SeriesCourse> courses_of(const std::vector<PolicyResult>& results) const;
  PolicyResult result_of(const PolicyBook& book, const std::string& model) const;

  const SimulateConfig& config_;
  const RunConfig& run_;
  const Panel& panel_;
  const ItemCatalogue& catalogue_;
  const ModelRegistry& registry_;
  const RunContext& context_;
  Observer observer_;
  std::vector<NamedPolicy> policies_;
  std::vector<AskedModel> models_;
  int steps_ = 0;                  ///< of paths
  std::vector<PolicyBook> books_;  ///< [model, policy]
  std::vector<int> started_;       ///< [series] periods since its first
  std::vector<Drawn> drawn_;       ///< [series]
  std::vector<std::uint64_t> keys_;
  std::vector<float> demand_;  ///< [series, period]; NaN: none
};

}  // namespace demandcast
