// The combination: the mean of what several models say.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "demandcast/forecast/forecaster.h"
#include "demandcast/models/combination/combination_options.h"

namespace demandcast {

/// One of the models that are averaged.
template <class Model>
struct CombinationMember {
  std::string name;  ///< its composition
  std::unique_ptr<Model> model;
};

/// Fits every member on the whole catalogue. Learned weights cost `fits` fits and `windows` forecasts of each member
/// besides (past_forecasts.h).
class CombinationEstimator final : public Estimator {
 public:
  CombinationEstimator(CombinationOptions options, std::vector<CombinationMember<Estimator>> members);
  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override;
  bool is_local() const override;
  /// False where weights are learned: they are those of all series.
  bool fits_apart() const override;

 private:
  CombinationOptions options_;
  std::vector<CombinationMember<Estimator>> members_;
};

/// The weighted mean of the members' means and, level by level, of their quantiles: as sharp as its members, where the
/// mean of their probabilities would be wider than each [Vincent averaging; Lichtendahl, Grushka-Cockayne & Winkler
/// 2013, "Is it better to average probabilities or quantiles?"]. A member that fell back for a series takes no part in
/// it; where all did, the first one's forecast and reason stand. Spans are left to `paths`, put around it. Costs a
/// forecast of every member whose weight is not zero.
class CombinationForecaster final : public Forecaster {
 public:
  /// `weights` [member]: at least 0, one of them above.
  CombinationForecaster(std::vector<double> weights, std::vector<CombinationMember<Forecaster>> members);
  /// Throws ConfigError for spans.
  std::vector<QuantileForecast> forecast(std::span<const PanelView> views, const Horizon& horizon,
                                         const RunContext& context) const override;
  /// The weights of the members.
  Explanation explain(const PanelView& view, std::size_t series, const RunContext& context) const override;
  /// Of all members, each note once.
  std::vector<std::string> notes() const override;
  /// Writes "members" and "weights"; member n saves itself under "member-n".
  void save(ArtifactWriter& writer) const override;

 private:
  std::vector<double> weights_;
  std::vector<CombinationMember<Forecaster>> members_;
};

/// The name of the part under which a member is saved.
std::string member_part(std::size_t member);

}  // namespace demandcast
