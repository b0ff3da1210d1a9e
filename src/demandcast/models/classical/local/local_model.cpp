// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/classical/local/local_model.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/classical/local/local_forecaster.h"
#include "demandcast/models/classical/local/local_series.h"

namespace demandcast {
namespace {

class LocalEstimator final : public Estimator {
 public:
  LocalEstimator(std::string name, std::shared_ptr<const LocalModel> model)
      : name_(std::move(name)), model_(std::move(model)) {}

  std::unique_ptr<Forecaster> fit(const PanelStream& training, const Horizon& horizon,
                                  const RunContext& context) const override {
    refuse_spans(name_, horizon);
    SeriesFits fits;
    for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
      training.visit(shard, [&](const PanelView& view) { fit_view(view, context, fits); });
    }
    return std::make_unique<LocalForecaster>(name_, model_, std::move(fits));
  }
  bool is_local() const override { return true; }
  bool fits_apart() const override { return true; }

 private:
  void fit_view(const PanelView& view, const RunContext& context, SeriesFits& fits) const {
    std::vector<LocalFit> learnt(view.series_count());
    context.progress->start(name_ + ": fit", view.series_count());
    parallel_for(view.series_count(), context, [&](std::size_t i) {
      learnt[i] = fit_series(*model_, local_series(view.series(i), model_->season()));
    });
    context.progress->finish();
    for (std::size_t i = 0; i < learnt.size(); ++i) fits.add(view.id(i), std::move(learnt[i]));
  }

  std::string name_;
  std::shared_ptr<const LocalModel> model_;
};

}  // namespace

Explanation LocalModel::explain(const LocalFit&, const LocalSeries&) const { return {}; }

void LocalModel::simulate(const LocalFit&, const LocalSeries&, std::size_t, RandomStream&, std::span<float>) const {
  throw ConfigError("the model has no equations to simulate; draw paths from past errors instead: +paths");
}

std::unique_ptr<Estimator> make_local_estimator(std::string name, std::shared_ptr<const LocalModel> model) {
  return std::make_unique<LocalEstimator>(std::move(name), std::move(model));
}

std::unique_ptr<Forecaster> load_local_forecaster(std::string name, std::shared_ptr<const LocalModel> model,
                                                  const ArtifactReader& reader) {
  SeriesFits fits = SeriesFits::load(name, reader);
  for (const LocalFit& fit : fits.all()) {
    if (fit.reason == FallbackReason::kNone && !model->could_have_learnt(fit.numbers)) {
      throw FormatError(fmt::format("[{}] the model holds numbers that it never learnt; fit the model again", name));
    }
  }
  return std::make_unique<LocalForecaster>(std::move(name), std::move(model), std::move(fits));
}

}  // namespace demandcast
