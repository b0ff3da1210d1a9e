// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/earlier_forecast.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "demandcast/core/error.h"
#include "demandcast/pipeline/forecast_change.h"
#include "demandcast/pipeline/plans_then.h"

namespace demandcast {
namespace {

/// The period of a date, or of an integer where periods are such.
std::optional<Period> read_period(const std::string& text, const Frequency& frequency) {
  if (frequency.unit() != FrequencyUnit::kInteger) {
    const auto time = parse_timestamp(text);
    if (!time) return std::nullopt;
    return frequency.period_at(*time);
  }
  Timestamp number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return frequency.period_at(number);
}

Period period_of(const std::string& since, const Panel& panel) {
  const Frequency& frequency = panel.frequency();
  const auto period = read_period(since, frequency);
  const Period newest = panel.last_period();
  if (!period) {
    throw ConfigError(fmt::format(
        "--since: \"{}\" is no date of the calendar {}; the newest demand is that of {}, the one before of {}", since,
        frequency.name(), frequency.format(newest), frequency.format(newest - 1)));
  }
  if (*period < newest) return *period;
  throw ConfigError(fmt::format("--since: {} does not lie before the newest demand, which is that of {}", since,
                                frequency.format(newest)));
}

/// What was known of each series by `since`: up to that date, or to its own last row where that is earlier.
std::vector<Period> origins_of(const Panel& panel, Period since, CutoffMode cutoff) {
  std::vector<Period> origins(panel.series_count(), since);
  if (cutoff == CutoffMode::kCalendar) return origins;
  for (std::size_t i = 0; i < origins.size(); ++i) origins[i] = std::min(since, panel.last_period(i));
  return origins;
}

/// A model directory may not have learnt from what came later.
void check_model_then(const ExplainConfig& config, const Panel& panel, Period since) {
  const bool given = !config.model_then.empty();
  const std::string& directory = given ? config.model_then : config.run.models.front();
  if (given && !is_model_directory(directory)) {
    throw ConfigError(fmt::format("--model-then: \"{}\" is no directory of a model that fit wrote", directory));
  }
  if (!is_model_directory(directory)) return;
  const std::string trained_to = load_model(directory).manifest.trained_to;
  const auto newest = read_period(trained_to, panel.frequency());
  if (!newest || *newest <= since) return;
  throw ConfigError(
      fmt::format("the model in \"{}\" has learnt from demand up to {}, so that the forecast of {} was not made by it; "
                  "name the model of "
                  "then with --model-then, or give -m as a recipe, which is learnt on what was known then and now",
                  directory, trained_to, panel.frequency().format(since)));
}

bool has_versions(const Panel& panel) {
  return std::ranges::any_of(panel.channels(), [](const Channel& channel) { return !channel.versions.empty(); });
}

}  // namespace

EarlierForecast::EarlierForecast(const ExplainConfig& config, const Panel& panel)
    : config_(config), panel_(panel), steps_(asked_steps(config.run)) {
  const Period since = period_of(config.since, panel);
  check_model_then(config, panel, since);
  origins_ = origins_of(panel, since, config.run.cutoff);
  const PanelView then(panel, origins_);
  if (has_versions(panel)) {
    if (!config.plans_then.empty()) {
      throw ConfigError("--plans-then: the data tell by --known-at what was planned then; leave one of the two out");
    }
    plans_then_ = plans_as_known(panel, then, steps_);
  } else if (!config.plans_then.empty()) {
    plans_then_ = plans_of_table(panel, then, steps_, config.plans_then, config.run.data);
  }
}

bool EarlierForecast::has_demand(std::size_t series) const {
  const PanelView then(panel_, origins_);
  return demandcast::has_demand(then.series(series));
}

void EarlierForecast::require(std::span<const std::size_t> series) const {
  require_common_dates(PanelView(panel_, origins_), newest_view(panel_, config_.run.cutoff), series, steps_);
}

std::vector<ForecastChange> EarlierForecast::changes(const AskedModel& now, std::span<const std::size_t> series,
                                                     const ModelRegistry& registry, const RunContext& context) const {
  const PanelView then(plans_then(), origins_);
  const PanelView then_with_new_plans = PanelView(panel_, origins_).with_newest_plans();
  RunConfig earlier = config_.run;
  if (!config_.model_then.empty()) earlier.models = {config_.model_then};
  AskedModel learnt;
  const bool same = config_.model_then.empty() && is_model_directory(config_.run.models.front());
  if (!same) learnt = learn_or_load(earlier, then, registry, context);
  const Forecaster* model_then = same ? now.forecaster.get() : learnt.forecaster.get();
  const ChangeInputs inputs{
      {{{then, then_with_new_plans},
        {newest_view(plans_then(), config_.run.cutoff), newest_view(panel_, config_.run.cutoff)}}},
      {model_then, now.forecaster.get()},
      now.horizon};
  return forecast_changes(inputs, series, context);
}

std::vector<std::string> EarlierForecast::notes() const {
  std::vector<std::string> planned;
  for (const Channel& channel : panel_.channels()) {
    if (channel.role == ChannelRole::kKnownFuture) planned.push_back(channel.name);
  }
  if (planned.empty() || plans_then_) return {};
  return {
      fmt::format("plans ({}) are taken to have been on {} what they are now: give --known-at, or --plans-then with "
                  "the table of then",
                  fmt::join(planned, ", "), config_.since)};
}

}  // namespace demandcast
