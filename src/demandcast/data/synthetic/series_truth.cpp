// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic/series_truth.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace demandcast::synthetic {
namespace {

constexpr double kInterestMemoryAWeek = 0.8, kRampWeeks = 4, kRampStart = 0.3;

/// A stationary first-order autoregression of the logarithm, [rows + lead], as factors of mean 1.
std::vector<double> draw_interest(double deviation, const Timeline& line, RandomStream stream) {
  std::vector<double> interest;
  double state = deviation * stream.normal();
  for (const double days : line.days) {
    interest.push_back(std::exp(state - deviation * deviation / 2));
    const double memory = std::pow(kInterestMemoryAWeek, days / 7);
    state = memory * state + std::sqrt(1 - memory * memory) * deviation * stream.normal();
  }
  return interest;
}

/// [rows + lead] the calendar's factor: season, and weekday where a period is a day.
std::vector<double> calendar_factors(const Timeline& line, const Item& item, const std::vector<double>& weekdays) {
  const auto& shape = line.log_season[static_cast<std::size_t>(categories()[item.attributes.category].family)];
  std::vector<double> factors;
  for (std::size_t t = 0; t < shape.size(); ++t) {
    const double weekday = line.weekday[t] < 0 ? 1 : weekdays[static_cast<std::size_t>(line.weekday[t])];
    factors.push_back(std::exp(item.season_strength * shape[t]) * weekday);
  }
  return factors;
}

/// Growth, the shift, and the weeks in which a launch finds its shoppers.
double level_at(const Timeline& line, const SeriesTruth& truth, int t) {
  const auto age = static_cast<double>(line.dates[static_cast<std::size_t>(t)] - line.dates.front()) / 86400.0;
  double level = std::exp(truth.item.growth * age / 365.25);
  if (truth.shift.at >= 0 && t >= truth.shift.at) level *= truth.shift.factor;
  if (truth.item.look_alike >= 0) {
    const double weeks = static_cast<double>(line.dates[static_cast<std::size_t>(t)] -
                                             line.dates[static_cast<std::size_t>(truth.begin)]) /
                         (7 * 86400.0);
    level *= 1 - (1 - kRampStart) * std::exp(-std::max(0.0, weeks) / kRampWeeks);
  }
  return level;
}

double price_factor(const SeriesTruth& truth, std::size_t t) {
  const double relative = truth.prices.price[t] / truth.item.list_price;
  return std::pow(relative, truth.item.elasticity) * std::exp(truth.item.promotion_uplift * truth.prices.promotion[t]);
}

void draw_demand(SeriesTruth& truth, const Timeline& line, RandomStream stream) {
  const double a_day = std::exp(truth.item.attributes.log_base) / 7;
  for (int row = 0; row < line.rows; ++row) {
    const auto t = static_cast<std::size_t>(row);
    truth.level.push_back(level_at(line, truth, row));
    truth.expected.push_back(a_day * line.days[t] * truth.level[t] * truth.season[t] * truth.interest[t] *
                             price_factor(truth, t) * truth.spikes.factor[t]);
    truth.demand.push_back(truth.item.dispersion > 0
                               ? stream.negative_binomial(truth.expected[t], truth.item.dispersion)
                               : stream.poisson(truth.expected[t]));
  }
}

/// What was on the shelf for a fraction of the period sells that fraction of demand; the odd unit by chance.
void draw_sales(SeriesTruth& truth, RandomStream stream) {
  for (std::size_t t = 0; t < truth.demand.size(); ++t) {
    const double chance = stream.uniform();
    if (truth.availability[t] >= 1) {
      truth.sales.push_back(truth.demand[t]);
      continue;
    }
    const double share = truth.availability[t] * static_cast<double>(truth.demand[t]);
    truth.sales.push_back(std::min(truth.demand[t], static_cast<std::int64_t>(share + chance)));
  }
}

/// Shoppers look `lead` periods before they buy; a spike is looked at while it lasts.
void draw_page_views(SeriesTruth& truth, const Timeline& line, const std::vector<double>& interest,
                     const std::vector<double>& calendar, RandomStream stream) {
  const double a_day = truth.item.views_a_unit * std::exp(truth.item.attributes.log_base) / 7;
  for (std::size_t t = 0; t < truth.demand.size(); ++t) {
    const std::size_t later = t + static_cast<std::size_t>(line.lead);
    const double mean =
        a_day * line.days[t] * truth.level[t] * calendar[later] * interest[later] * std::sqrt(truth.spikes.factor[t]);
    truth.page_views.push_back(stream.poisson(mean));
  }
}

}  // namespace

SeriesTruth draw_series(const SyntheticCatalogueOptions& options, const Timeline& line, std::uint64_t seed,
                        std::int64_t index, const Item& item, const std::vector<double>& shared,
                        const std::vector<double>& weekdays) {
  const auto stream = [&](const char* subject) { return series_stream(seed, index, subject); };
  const auto rows = static_cast<std::size_t>(line.rows);
  SeriesTruth truth;
  truth.item = item;
  truth.begin = item.look_alike < 0 ? 0 : static_cast<int>(item.launch_at * line.known);
  truth.prices = make_price_path(options, line, seed, index, item, shared);
  truth.spikes = draw_spikes(options, line, stream("spikes"));
  truth.shift = draw_shift(options, line, stream("shift"));
  if (truth.shift.at < truth.begin) truth.shift = {};
  const auto interest = draw_interest(options.interest, line, stream("interest"));
  const auto calendar = calendar_factors(line, item, weekdays);
  truth.interest.assign(interest.begin(), interest.begin() + static_cast<std::ptrdiff_t>(rows));
  truth.season.assign(calendar.begin(), calendar.begin() + static_cast<std::ptrdiff_t>(rows));
  draw_demand(truth, line, stream("demand"));
  const double usual = std::exp(item.attributes.log_base) / 7 * line.period_days();
  truth.availability = draw_availability(options, line, truth.expected, usual, stream("stock"));
  draw_sales(truth, stream("sales"));
  draw_page_views(truth, line, interest, calendar, stream("page views"));
  return truth;
}

}  // namespace demandcast::synthetic
