// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/patchwork/price_elasticity/price_terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/comma_list.h"
#include "demandcast/core/error.h"
#include "demandcast/models/calibrated/past/static_categories.h"
#include "demandcast/models/patchwork/adjusted/planned_columns.h"
#include "demandcast/models/patchwork/price_elasticity/cross_prices.h"
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
  TermTable(const TermPlaces& places, std::size_t terms, int steps) : places_(places), terms_(terms) {
    table_.past.assign(places.past * terms, 0.0);
    table_.ahead.assign(static_cast<std::size_t>(steps) * terms, 0.0);
  }
  void put(std::size_t term, std::span<const double> values, double scale = 1) {
    for (std::size_t place = 0; place < values.size(); ++place) put(place, term, values[place] / scale);
  }
  void put_prices(const std::vector<double>& prices) {
    table_.price.assign(prices.begin(), prices.begin() + static_cast<std::ptrdiff_t>(places_.past));
    table_.price.insert(table_.price.end(), prices.begin() + static_cast<std::ptrdiff_t>(places_.ahead_at),
                        prices.end());
  }
  SeriesTerms take() { return std::move(table_); }

 private:
  void put(std::size_t place, std::size_t term, double value) {
    if (std::isnan(value)) return;
    if (place < places_.past) table_.past[place * terms_ + term] = value;
    if (place >= places_.ahead_at) table_.ahead[(place - places_.ahead_at) * terms_ + term] = value;
  }

  TermPlaces places_;
  std::size_t terms_;
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

}  // namespace

std::vector<std::string> PriceTerms::names() const {
  std::vector<std::string> all;
  if (!price.empty()) all.push_back(price);
  all.insert(all.end(), promotions.begin(), promotions.end());
  if (!cross.empty()) all.push_back(price + " of others");
  return all;
}

TermPlaces term_places(const SeriesView& series, int steps) {
  const std::size_t past = series.target().size();
  const bool begun = past > 0;
  return {past, begun ? series.length() : 0, begun ? series.first_period() : series.origin() + 1,
          series.origin() + steps};
}

RelativePrices relative_prices(const PriceTerms& terms, const PanelView& view, const SeriesView& series,
                               const TermPlaces& places) {
  RelativePrices relative{series.channel(channel_of(terms.price, view.channels()), places.from, places.to), {}};
  check_prices(series, terms.price, places.from, relative.price);
  const std::vector<double> held = references(terms, relative.price, places.ahead_at);
  for (std::size_t place = 0; place < held.size(); ++place) {
    relative.log.push_back(std::log(relative.price[place] / held[place]));
  }
  return relative;
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
  if (options.cross != "none") terms.cross = comma_parts(options.cross);
  return terms;
}

void require_others(const PriceTerms& terms, const PanelStream& training) {
  if (terms.cross.empty()) return;
  if (terms.price.empty()) {
    throw ConfigError("[price_elasticity] cross asks for the prices of other products, and there is no price");
  }
  if (training.shard_count() > 1) {
    throw ConfigError(
        "[price_elasticity] cross asks for the prices of other products, and the data come in several parts; give them "
        "as one file, or leave cross out");
  }
  training.visit(0, [&](const PanelView& view) {
    for (const std::string& name : terms.cross) {
      if (static_named(view, name) != nullptr) continue;
      throw ConfigError(
          fmt::format("[price_elasticity] cross: \"{}\" is no text or number among the statics of the data; name it "
                      "with --static, or with --statics FILE",
                      name));
    }
  });
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
  require_others(terms, training);
  for (const std::string& name : terms.promotions) terms.scales.push_back(largest_magnitude(training, name));
  return terms;
}

SeriesTerms series_terms(const PriceTerms& terms, const PanelView& view, std::size_t index, int steps,
                         const CrossPrices& others) {
  const SeriesView series = view.series(index);
  const TermPlaces places = term_places(series, steps);
  TermTable table(places, terms.count(), steps);
  RelativePrices own;
  if (!terms.price.empty()) {
    own = relative_prices(terms, view, series, places);
    table.put(0, own.log);
    table.put_prices(own.price);
  }
  const std::size_t first = terms.price.empty() ? 0 : 1;
  for (std::size_t p = 0; p < terms.promotions.size(); ++p) {
    const Channel& channel = channel_of(terms.promotions[p], view.channels());
    table.put(first + p, series.channel(channel, places.from, places.to), terms.scales[p]);
  }
  if (!terms.cross.empty()) table.put(terms.count() - 1, others.of_others(index, places.from, own.log));
  return table.take();
}

}  // namespace demandcast
