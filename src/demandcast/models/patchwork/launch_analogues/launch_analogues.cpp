// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/launch_analogues/launch_analogues.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/models/patchwork/launch_analogues/learn_launches.h"
#include "demandcast/models/patchwork/launch_analogues/saved_launches.h"

namespace demandcast {
namespace {

constexpr std::size_t kNamed = 10;  // analogues that an explanation names

void require_spans(const Horizon& horizon, const Forecaster& inner) {
  if (horizon.spans.empty() || inner.forecasts_spans()) return;
  throw ConfigError(
      fmt::format("[launch_analogues] does not forecast spans, {} asked for, around a model that does not; put +paths "
                  "before or behind it",
                  horizon.spans.size()));
}

FallbackReason reason_of(const LaunchForecast& young) {
  if (young.likeness == Likeness::kSimilar) return FallbackReason::kNone;
  return young.age == 0 ? FallbackReason::kNoHistory : FallbackReason::kTooShort;
}

const char* form_of(const LaunchForecast& young) {
  switch (young.likeness) {
    case Likeness::kSimilar:
      return "launch_analogues";
    case Likeness::kCategory:
      return "launch_analogues: no similar product, as the launches of its category";
    case Likeness::kCatalogue:
      return "launch_analogues: no similar product, as the launches of the catalogue";
  }
  return "";
}

void lay_out(const LaunchForecast& young, std::size_t series, QuantileForecast& forecast) {
  const Horizon& horizon = forecast.horizon();
  for (int step = 0; step < horizon.steps; ++step) {
    forecast.mean(series, step) = young.outlook.mean(step);
    young.outlook.quantiles(step, horizon.levels, forecast.quantiles(series, step));
  }
  for (std::size_t s = 0; s < horizon.spans.size(); ++s) {
    forecast.span_mean(series, s) = young.outlook.mean(horizon.spans[s]);
    young.outlook.quantiles(horizon.spans[s], horizon.levels, forecast.span_quantiles(series, s));
  }
  forecast.set_reason(series, reason_of(young));
  forecast.make_valid(series);
}

}  // namespace

LaunchAnaloguesEstimator::LaunchAnaloguesEstimator(LaunchAnaloguesOptions options, std::unique_ptr<Estimator> inner)
    : options_(std::move(options)), inner_(std::move(inner)) {}

std::unique_ptr<Forecaster> LaunchAnaloguesEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                          const RunContext& context) const {
  LaunchFacts facts = learn_launches(options_, training, horizon.steps, context);
  Succession succession(options_.replaces == "none" ? "" : options_.replaces, training, facts.rule);
  auto inner = inner_->fit(SplicedStream(training, succession, facts.rule), horizon, context);
  return std::make_unique<LaunchAnaloguesForecaster>(LaunchCatalogue(std::move(facts)), std::move(succession),
                                                     std::move(inner));
}

LaunchAnaloguesForecaster::LaunchAnaloguesForecaster(LaunchCatalogue launches, Succession succession,
                                                     std::unique_ptr<Forecaster> inner)
    : launches_(std::move(launches)), succession_(std::move(succession)), inner_(std::move(inner)) {}

std::optional<LaunchForecast> LaunchAnaloguesForecaster::young_forecast(const PanelView& view, std::size_t series,
                                                                        int steps) const {
  if (succession_.predecessor(view, series) != nullptr) return std::nullopt;
  return launches_.forecast(view, series, steps);
}

QuantileForecast LaunchAnaloguesForecaster::forecast_view(const PanelView& view, const Horizon& horizon,
                                                          const RunContext& context) const {
  const auto spliced = succession_.splice(view, launches_.facts().rule);
  QuantileForecast forecast = forecast_one(*inner_, spliced ? spliced->view() : view, horizon, context);
  context.progress->start("launch_analogues: forecast", view.series_count());
  parallel_for(view.series_count(), context, [&](std::size_t i) {
    if (const auto young = young_forecast(view, i, horizon.steps)) lay_out(*young, i, forecast);
  });
  context.progress->finish();
  return forecast;
}

std::vector<QuantileForecast> LaunchAnaloguesForecaster::forecast(std::span<const PanelView> views,
                                                                  const Horizon& horizon,
                                                                  const RunContext& context) const {
  require_spans(horizon, *inner_);
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) forecasts.push_back(forecast_view(view, horizon, context));
  return forecasts;
}

std::vector<std::string> LaunchAnaloguesForecaster::notes() const {
  std::vector<std::string> notes = inner_->notes();
  const std::size_t seen = launches_.facts().book.size(), wanted = launches_.facts().limits.fewest;
  if (seen < wanted) {
    notes.insert(notes.begin(),
                 fmt::format("launch_analogues stands aside: {} launches were seen, {} are wanted", seen, wanted));
  }
  return notes;
}

Explanation LaunchAnaloguesForecaster::explain(const PanelView& view, std::size_t series,
                                               const RunContext& context) const {
  const auto young = young_forecast(view, series, 1);
  if (!young) return inner_->explain(view, series, context);
  Explanation told;
  told.form = form_of(*young);
  told.parameters.emplace_back("age", static_cast<double>(young->age));
  told.parameters.emplace_back("level", young->outlook.level());
  std::vector<Analogue> analogues = young->outlook.analogues();
  std::ranges::stable_sort(analogues, std::greater<>(), &Analogue::weight);
  analogues.resize(std::min(kNamed, analogues.size()));
  for (const Analogue& analogue : analogues) {
    told.relatives.emplace_back(launches_.facts().book[analogue.launch].id, analogue.weight);
  }
  return told;
}

/// The inner model's paths; of young series, futures of their outlook. Keeps the spliced panel, of which the inner
/// sampler is a guest.
class LaunchAnaloguesForecaster::Sampler final : public PathSampler {
 public:
  using Draw = std::function<std::unique_ptr<PathSampler>(const PanelView&)>;
  /// Null where `draw` gives none.
  static std::unique_ptr<PathSampler> of(const LaunchAnaloguesForecaster& forecaster, const PanelView& view,
                                         std::uint64_t seed, const Draw& draw) {
    auto spliced = std::make_unique<std::optional<SplicedPanel>>(
        forecaster.succession_.splice(view, forecaster.launches_.facts().rule));
    auto inner = draw(*spliced ? (*spliced)->view() : view);
    if (inner == nullptr) return nullptr;
    return std::unique_ptr<PathSampler>(new Sampler(forecaster, view, seed, std::move(spliced), std::move(inner)));
  }
  void sample(std::size_t series, std::span<float> paths) const override {
    const auto young = forecaster_->young_forecast(view_, series, steps());
    if (!young) return inner_->sample(series, paths);
    RandomStream random(seed_, stream_key(view_.id(series), view_.origin(series)));
    const auto length = static_cast<std::size_t>(steps());
    for (std::size_t p = 0; p < static_cast<std::size_t>(count()); ++p) {
      young->outlook.sample(random, paths.subspan(p * length, length));
    }
  }

 private:
  Sampler(const LaunchAnaloguesForecaster& forecaster, const PanelView& view, std::uint64_t seed,
          std::unique_ptr<std::optional<SplicedPanel>> spliced, std::unique_ptr<PathSampler> inner)
      : PathSampler(inner->steps(), inner->count()),
        forecaster_(&forecaster),
        view_(view),
        seed_(seed),
        spliced_(std::move(spliced)),
        inner_(std::move(inner)) {}

  const LaunchAnaloguesForecaster* forecaster_;
  PanelView view_;
  std::uint64_t seed_;
  std::unique_ptr<std::optional<SplicedPanel>> spliced_;
  std::unique_ptr<PathSampler> inner_;
};

std::unique_ptr<PathSampler> LaunchAnaloguesForecaster::path_sampler(const PanelView& view, int steps, int count,
                                                                     const RunContext& context) const {
  return Sampler::of(*this, view, context.seed,
                     [&](const PanelView& inner) { return inner_->path_sampler(inner, steps, count, context); });
}

std::unique_ptr<PathSampler> LaunchAnaloguesForecaster::simulation(const PanelView& view, int steps, int count,
                                                                   const RunContext& context) const {
  return Sampler::of(*this, view, context.seed,
                     [&](const PanelView& inner) { return inner_->simulation(inner, steps, count, context); });
}

void LaunchAnaloguesForecaster::save(ArtifactWriter& writer) const {
  save_launches(launches_.facts(), writer);
  succession_.save(writer);
  ArtifactWriter inner = writer.part("inner");
  inner_->save(inner);
}

}  // namespace demandcast
