// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/price_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/models/patchwork/adjusted/planned_columns.h"
#include "demandcast/models/patchwork/price_elasticity/regular_price.h"
#include "demandcast/models/patchwork/seasonal_profile/year_position.h"

namespace demandcast {
namespace {

constexpr const char* kOwner = "price_elasticity";
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr Period kShortestWindow = 3;

std::vector<std::string> chosen_promotions(const std::string& option, const std::vector<std::string>& planned) {
  std::vector<std::string> chosen;
  if (option == "none") return chosen;
  if (option == "auto") {
    std::ranges::copy_if(planned, std::back_inserter(chosen),
                         [](const std::string& name) { return name.starts_with("promo"); });
    return chosen;
  }
  for (const std::string& name : comma_parts(option)) {
    require_planned(kOwner, name, planned);
    chosen.push_back(name);
  }
  return chosen;
}

const Channel& channel_of(const std::string& name, const std::vector<Channel>& channels) {
  return planned_column(kOwner, name, channels);
}

/// Of all cells up to the origins.
double largest_magnitude(const PanelStream& training, const std::string& name) {
  double largest = 0;
  for (std::size_t shard = 0; shard < training.shard_count(); ++shard) {
    training.visit(shard, [&](const PanelView& view) {
      const Channel& channel = channel_of(name, view.channels());
      for (std::size_t i = 0; i < view.series_count(); ++i) {
        const SeriesView series = view.series(i);
        for (const double value : series.channel(channel, series.first_period(), series.origin())) {
          if (std::abs(value) > largest) largest = std::abs(value);
        }
      }
    });
  }
  return largest > 0 ? largest : 1;
}

void check_prices(const SeriesView& series, const std::string& name, Period from, std::span<const double> prices) {
  for (std::size_t t = 0; t < prices.size(); ++t) {
    if (!(prices[t] <= 0)) continue;
    throw DataError(
        fmt::format("[price_elasticity] series \"{}\": {} is {} on {}; a price is above 0, leave it empty "
                    "where it is not known",
                    series.id(), name, prices[t], series.frequency().format(from + static_cast<Period>(t))));
  }
}

/// What a series' cells are written into.
class TermTable {
 public:
  TermTable(const SeriesView& series, std::size_t terms, int steps)
      : past_length_(series.target().size()),
        gap_(past_length_ == 0 ? 0 : series.length() - past_length_),
        terms_(terms),
        from_(past_length_ == 0 ? series.origin() + 1 : series.first_period()),
        to_(series.origin() + steps) {
    table_.past.assign(past_length_ * terms, 0.0);
    table_.ahead.assign(static_cast<std::size_t>(steps) * terms, 0.0);
  }
  Period from() const { return from_; }
  Period to() const { return to_; }
  std::size_t past_length() const { return past_length_; }
  std::size_t ahead_at() const { return past_length_ + gap_; }  ///< place of the first step
  void put(std::size_t place, std::size_t term, double value) {
    if (std::isnan(value)) return;
    if (place < past_length_) table_.past[place * terms_ + term] = value;
    if (place >= ahead_at()) table_.ahead[(place - ahead_at()) * terms_ + term] = value;
  }
  SeriesTerms take() { return std::move(table_); }
  SeriesTerms& table() { return table_; }

 private:
  std::size_t past_length_, gap_, terms_;
  Period from_, to_;
  SeriesTerms table_;
};

/// [place] what each price is held against.
std::vector<double> references(const PriceTerms& terms, std::span<const double> prices, std::size_t ahead_at) {
  std::vector<double> regular = regular_prices(prices, terms.window);
  const auto first = std::ranges::find_if(prices, [](double price) { return !std::isnan(price); });
  const double at_origin = ahead_at > 0 && !std::isnan(regular[ahead_at - 1]) ? regular[ahead_at - 1]
                           : first != prices.end()                            ? *first
                                                                              : kNaN;
  std::fill(regular.begin() + (terms.running ? static_cast<std::ptrdiff_t>(ahead_at) : 0), regular.end(), at_origin);
  return regular;
}

void put_price(const PriceTerms& terms, const PanelView& view, const SeriesView& series, TermTable& table) {
  const std::vector<double> prices = series.channel(channel_of(terms.price, view.channels()), table.from(), table.to());
  check_prices(series, terms.price, table.from(), prices);
  const std::vector<double> held = references(terms, prices, table.ahead_at());
  for (std::size_t place = 0; place < prices.size(); ++place)
    table.put(place, 0, std::log(prices[place] / held[place]));
  SeriesTerms& result = table.table();
  result.price.assign(prices.begin(), prices.begin() + static_cast<std::ptrdiff_t>(table.past_length()));
  result.price.insert(result.price.end(), prices.begin() + static_cast<std::ptrdiff_t>(table.ahead_at()), prices.end());
}

}  // namespace

std::vector<std::string> PriceTerms::names() const {
  std::vector<std::string> all;
  if (!price.empty()) all.push_back(price);
  all.insert(all.end(), promotions.begin(), promotions.end());
  return all;
}

namespace {

/// Columns, window and reference, without scales.
PriceTerms named_terms(const PriceElasticityOptions& options, const PanelStream& training) {
  PriceTerms terms;
  terms.running = options.reference == "running";
  std::vector<std::string> planned;
  training.visit(0, [&](const PanelView& view) {
    planned = planned_names(view.channels());
    const Period quarter = std::max(kShortestWindow, periods_in_year(view.frequency()) / 4);
    terms.window = static_cast<std::size_t>(options.window > 0 ? options.window : quarter);
  });
  terms.price = chosen_price(kOwner, options.price, planned);
  terms.promotions = chosen_promotions(options.promotions, planned);
  return terms;
}

}  // namespace

bool has_price_terms(const PriceElasticityOptions& options, const PanelStream& training) {
  return training.shard_count() > 0 && named_terms(options, training).count() > 0;
}

PriceTerms find_price_terms(const PriceElasticityOptions& options, const PanelStream& training) {
  if (training.shard_count() == 0) return {};
  PriceTerms terms = named_terms(options, training);
  if (terms.count() == 0) {
    throw ConfigError(
        "[price_elasticity] no column of prices or promotions; name one that is known ahead (--known price) and, where "
        "it is not called price or promo, say so (--set price_elasticity.price=COLUMN, "
        "--set price_elasticity.promotions=COLUMN)");
  }
  for (const std::string& name : terms.promotions) terms.scales.push_back(largest_magnitude(training, name));
  return terms;
}

SeriesTerms series_terms(const PriceTerms& terms, const PanelView& view, std::size_t index, int steps) {
  const SeriesView series = view.series(index);
  TermTable table(series, terms.count(), steps);
  if (!terms.price.empty()) put_price(terms, view, series, table);
  const std::size_t first = terms.price.empty() ? 0 : 1;
  for (std::size_t p = 0; p < terms.promotions.size(); ++p) {
    const auto values = series.channel(channel_of(terms.promotions[p], view.channels()), table.from(), table.to());
    for (std::size_t place = 0; place < values.size(); ++place) {
      table.put(place, first + p, values[place] / terms.scales[p]);
    }
  }
  return table.take();
}

}  // namespace demandcast
