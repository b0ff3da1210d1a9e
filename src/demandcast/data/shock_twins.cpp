// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/shock_twins.h"

#include <fmt/format.h>

#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/synthetic/series_truth.h"

namespace demandcast {
namespace {

using namespace synthetic;

constexpr int kSeason = 52, kLeastHistory = 105;

SyntheticCatalogueOptions calm(const ShockTwinOptions& options) {
  SyntheticCatalogueOptions calm;
  calm.series = options.series;
  calm.periods = options.history + kSeason + options.after;
  calm.future = 0;
  calm.weekly_demand = options.weekly_demand;
  calm.intermittent_share = calm.launch_share = calm.shift_share = 0;
  calm.spikes_per_year = calm.promotions_per_year = calm.stock_outs_per_year = 0;
  return calm;
}

RandomStream shock_stream(std::uint64_t seed, std::uint64_t key, const char* subject) {
  return {seed, key + stream_key(subject)};
}

Channel event_channel(const ShockTwins& twins, ShockKind kind) {
  const bool announced = kind == ShockKind::kAnnouncedSpike || kind == ShockKind::kAnnouncedShift;
  Channel event{"event", ChannelRole::kKnownFuture, {0}, {}, {}, {}};
  for (std::size_t s = 0; s < twins.plain.series_count(); ++s) {
    const Period first = twins.plain.first_period(s);
    for (Period t = first; t <= twins.plain.last_period(s); ++t) {
      const bool lasts = is_spike(kind) ? t == twins.shock[s] : t >= twins.shock[s];
      event.values.push_back(announced && twins.shocked[s] && lasts ? 1.0F : 0.0F);
    }
    event.first_period.push_back(first);
    event.offsets.push_back(std::ssize(event.values));
  }
  return event;
}

SeriesInput observed(std::string id, Period first, std::vector<float> target) {
  std::vector<CellState> states(target.size(), CellState::kObserved);
  return {std::move(id), first, std::move(target), std::move(states)};
}

}  // namespace

void validate(const ShockTwinOptions& options) {
  const auto demand_that = [](bool holds, std::string_view name, double value, std::string_view wanted) {
    if (!holds) throw ConfigError(fmt::format("shocks: {} {}, {} wanted", name, value, wanted));
  };
  demand_that(options.series >= 1, "series", options.series, "at least 1");
  demand_that(options.share > 0 && options.share <= 1, "share", options.share, "more than 0 and at most 1");
  demand_that(options.factor >= 0 && options.factor <= 100, "factor", options.factor, "0 to 100");
  demand_that(options.history >= kLeastHistory, "history", options.history, "at least 105 weeks");
  demand_that(options.after >= 1, "weeks after", options.after, "at least 1");
}

bool is_spike(ShockKind kind) { return kind == ShockKind::kSpike || kind == ShockKind::kAnnouncedSpike; }

std::string shock_name(ShockKind kind) {
  const bool announced = kind == ShockKind::kAnnouncedSpike || kind == ShockKind::kAnnouncedShift;
  return std::string(announced ? "announced " : "") + (is_spike(kind) ? "spike" : "shift");
}

std::int64_t demand_with_factor(std::int64_t y, double mean, double dispersion, double factor, RandomStream& random) {
  if (factor == 1) return y;
  if (factor < 1) {  // each unit stays with that probability
    std::int64_t kept = 0;
    for (std::int64_t unit = 0; unit < y; ++unit) kept += random.uniform() < factor ? 1 : 0;
    return kept;
  }
  const double more = (factor - 1) * mean;
  if (dispersion <= 0) return y + random.poisson(more);
  // Given y, the rate behind it is gamma of shape 1 / dispersion + y; its mean over `mean` is the ratio below.
  const double ratio = (1 + dispersion * static_cast<double>(y)) / (1 + dispersion * mean);
  return y + random.negative_binomial(more * ratio, dispersion / (1 + dispersion * static_cast<double>(y)));
}

ShockTwins make_shock_twins(const ShockTwinOptions& options, const RunContext& context) {
  validate(options);
  const SyntheticCatalogueOptions catalogue = calm(options);
  const Timeline line = make_timeline(catalogue);
  std::vector<SeriesTruth> truths(static_cast<std::size_t>(options.series));
  std::vector<std::vector<double>> discounts;
  for (std::size_t c = 0; c < categories().size(); ++c) {
    discounts.push_back(category_discounts(catalogue, line, context.seed, c));
  }
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  parallel_for(truths.size(), quiet, [&](std::size_t i) {
    const auto index = static_cast<std::int64_t>(i);
    const Item item = make_item(catalogue, context.seed, index);
    const std::size_t category = item.attributes.category;
    truths[i] = draw_series(catalogue, line, context.seed, index, item, discounts[category],
                            draw_weekdays(context.seed, categories()[category].department));
  });
  ShockTwins twins;
  std::vector<SeriesInput> inputs;
  for (const SeriesTruth& truth : truths) {
    const std::uint64_t key = stream_key(truth.item.id);
    RandomStream random = shock_stream(context.seed, key, "shock");
    twins.keys.push_back(key);
    twins.shock.push_back(line.first + options.history + static_cast<Period>(random.below(kSeason)));
    twins.shocked.push_back(random.uniform() < options.share);
    twins.dispersion.push_back(truth.item.dispersion);
    twins.expected.insert(twins.expected.end(), truth.expected.begin(), truth.expected.end());
    inputs.push_back(observed(truth.item.id, line.first, {truth.demand.begin(), truth.demand.end()}));
  }
  twins.plain = Panel(line.frequency, std::move(inputs));
  return twins;
}

std::vector<double> shock_factors(const ShockTwins& twins, ShockKind kind, const ShockTwinOptions& options,
                                  const RunContext& context) {
  std::vector<double> factors;
  for (std::size_t s = 0; s < twins.shock.size(); ++s) {
    RandomStream random = shock_stream(context.seed, twins.keys[s], "shock factor");
    const double u = random.uniform();
    const double drawn = is_spike(kind) ? std::exp(0.7 + 0.9 * u) : std::exp(0.4 + 0.5 * u);
    factors.push_back(!twins.shocked[s] ? 1 : options.factor > 0 ? options.factor : drawn);
  }
  return factors;
}

Panel shocked_panel(const ShockTwins& twins, ShockKind kind, const std::vector<double>& factors,
                    const RunContext& context) {
  std::vector<SeriesInput> inputs;
  std::size_t cell = 0;
  for (std::size_t s = 0; s < twins.shock.size(); ++s) {
    const auto plain = twins.plain.target(s);
    std::vector<float> target(plain.begin(), plain.end());
    RandomStream random = shock_stream(context.seed, twins.keys[s], is_spike(kind) ? "spike demand" : "shift demand");
    const auto at = static_cast<std::size_t>(twins.shock[s] - twins.plain.first_period(s));
    const std::size_t end = is_spike(kind) ? at + 1 : target.size();
    for (std::size_t t = at; t < end; ++t) {
      target[t] = static_cast<float>(demand_with_factor(static_cast<std::int64_t>(target[t]), twins.expected[cell + t],
                                                        twins.dispersion[s], factors[s], random));
    }
    cell += target.size();
    inputs.push_back(observed(twins.plain.id(s), twins.plain.first_period(s), std::move(target)));
  }
  return Panel(twins.plain.frequency(), std::move(inputs), {event_channel(twins, kind)});
}

}  // namespace demandcast
