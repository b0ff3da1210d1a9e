// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/synthetic_catalogue.h"

#include <fmt/format.h>

#include <map>

#include "demandcast/core/error.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/synthetic/tables.h"

namespace demandcast {
namespace {

using namespace synthetic;

constexpr std::int64_t kMostRows = 2'000'000'000;

/// What series share, drawn once: by category, then by department.
struct Shared {
  std::vector<std::vector<double>> discounts;  ///< [category][rows]
  std::vector<std::vector<double>> weekdays;   ///< [category][7]
};

Shared draw_shared(const SyntheticCatalogueOptions& options, const Timeline& line, std::uint64_t seed) {
  Shared shared;
  for (std::size_t c = 0; c < categories().size(); ++c) {
    shared.discounts.push_back(category_discounts(options, line, seed, c));
    shared.weekdays.push_back(draw_weekdays(seed, categories()[c].department));
  }
  return shared;
}

/// Options that were set in code have passed no reader: the same checks, once more.
void check(const SyntheticCatalogueOptions& options) {
  read_options<SyntheticCatalogueOptions>("synthetic catalogue", resolved_options(options));
  const std::int64_t rows = options.periods + options.future;
  if (rows > 1'000'000 || options.page_view_lead > 1000 || options.embedding > 4096 ||
      options.series > kMostRows / rows) {
    throw ConfigError(
        fmt::format("synthetic catalogue: {} series of {} periods, page_view_lead {}, embedding {}; wanted at "
                    "most {} rows, 1000000 periods, a lead of 1000, a width of 4096",
                    options.series, rows, options.page_view_lead, options.embedding, kMostRows));
  }
}

}  // namespace

SyntheticCatalogue make_synthetic_catalogue(const SyntheticCatalogueOptions& options, const RunContext& context) {
  check(options);
  const Timeline line = make_timeline(options);
  const Shared shared = draw_shared(options, line, context.seed);
  std::vector<SeriesTruth> series(static_cast<std::size_t>(options.series));
  context.progress->start("synthetic catalogue", series.size());
  parallel_for(series.size(), context, [&](std::size_t i) {
    const auto index = static_cast<std::int64_t>(i);
    const Item item = make_item(options, context.seed, index);
    const std::size_t category = item.attributes.category;
    series[i] =
        draw_series(options, line, context.seed, index, item, shared.discounts[category], shared.weekdays[category]);
  });
  context.progress->finish();
  return {sales_table(series, line), statics_table(series), items_table(series, line), truth_table(series, line)};
}

}  // namespace demandcast
