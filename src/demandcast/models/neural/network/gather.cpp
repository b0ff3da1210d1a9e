// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/gather.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/parallel.h"
#include "demandcast/models/neural/network/past_inputs.h"

namespace demandcast::neural {
namespace {

int last_step_of(const std::vector<Span>& targets) {
  int last = 1;
  for (const Span& target : targets) last = std::max(last, target.lead + target.length);
  return last;
}

CalendarInputs calendar_over(const PanelView& view, int before, int after) {
  Period first = std::numeric_limits<Period>::max(), last = std::numeric_limits<Period>::min();
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    first = std::min({first, view.series(i).first_period(), view.origin(i)});
    last = std::max(last, view.origin(i));
  }
  if (view.series_count() == 0) first = last = 0;
  return {view.frequency(), first - before, last + after};
}

std::size_t known_future(const PanelView& view) {
  const auto is = [](const Channel& channel) { return channel.role == ChannelRole::kKnownFuture; };
  return static_cast<std::size_t>(std::ranges::count_if(view.channels(), is));
}

}  // namespace

/// Writes one block.
class Gatherer::Writer {
 public:
  Writer(const Gatherer& gatherer, const Block& block, std::size_t place, Batch& batch)
      : of_(gatherer),
        block_(block),
        place_(place),
        batch_(batch),
        series_(*of_.set_, *of_.view_, block.series, of_.steps_, of_.facts_->pooled) {}

  void write() {
    write_past();
    const std::vector<std::int64_t> categories = category_places(of_.facts_->pooled.order, *of_.view_, block_.series);
    std::ranges::copy(categories,
                      batch_.categories.begin() + std::ssize(categories) * static_cast<std::ptrdiff_t>(place_));
    if (batch_.window > 0) write_events();
    for (int m = 0; m < of_.sizes_.origins; ++m) write_origin(m);
  }

 private:
  template <class Number>
  static std::span<Number> row(std::vector<Number>& all, std::size_t row, std::size_t width) {
    return std::span(all).subspan(row * width, width);
  }

  void write_past() {
    const auto width = static_cast<std::size_t>(of_.past_width_), time = static_cast<std::size_t>(batch_.time);
    const PastInputs past(series_, *of_.set_, *of_.facts_, of_.calendar_);
    for (std::size_t t = 0; t < time; ++t) {
      const Period period = block_.last - static_cast<Period>(time - 1 - t);
      past.write(period, block_.calendar, row(batch_.past, place_ * time + t, width));
    }
  }

  void write_events() {
    const auto periods = static_cast<std::size_t>(batch_.window + batch_.origins - 1);
    for (std::size_t t = 0; t < periods; ++t) {
      const Period period = block_.last - static_cast<Period>(periods - 1 - t);
      const bool revised = of_.dated_plans_ && period >= series_.history().first();
      const std::vector<ChannelValues> dated = revised ? plans_then(period) : std::vector<ChannelValues>();
      write_places(place_ * periods + t, period, revised ? dated : series_.plans());
    }
  }

  void write_places(std::size_t at, Period period, std::span<const ChannelValues> plans) {
    const auto width = static_cast<std::size_t>(of_.events_.width());
    for (int place = 0; place < Batch::kPlaces; ++place) {
      of_.events_.write(period + place - Batch::kNear, plans, block_.calendar,
                        row(batch_.events, at * Batch::kPlaces + static_cast<std::size_t>(place), width));
    }
  }

  void write_ahead(std::size_t at, Period origin, std::span<const ChannelValues> plans) {
    const auto width = static_cast<std::size_t>(of_.events_.width());
    for (int step = 0; step < of_.steps_; ++step) {
      of_.events_.write(
          origin + 1 + step, plans, block_.calendar,
          row(batch_.ahead, at * static_cast<std::size_t>(of_.steps_) + static_cast<std::size_t>(step), width));
    }
  }

  void write_origin(int m) {
    const auto at = place_ * static_cast<std::size_t>(of_.sizes_.origins) + static_cast<std::size_t>(m);
    const Period origin = block_.last - of_.sizes_.origins + 1 + m;
    batch_.level[at] = series_.level(origin);
    series_.origin_row(origin, origin_);
    of_.layout_->write_origin(origin_, row(batch_.origin, at, static_cast<std::size_t>(of_.layout_->origin_width())));
    const std::vector<ChannelValues> dated = plans_then(origin);
    const std::span<const ChannelValues> plans = of_.dated_plans_ ? dated : series_.plans();
    const bool example = is_example(origin);
    batch_.begun[at] = std::isnan(series_.history().age(origin)) ? 0.0F : 1.0F;
    if (batch_.window > 0) write_ahead(at, origin, plans);
    for (std::size_t k = 0; k < of_.targets_.size(); ++k) write_target(at, k, origin, plans, example);
  }

  void write_target(std::size_t at, std::size_t k, Period origin, std::span<const ChannelValues> plans, bool example) {
    const Span& target = of_.targets_[k];
    const std::size_t cell = at * of_.targets_.size() + k;
    const auto own = static_cast<std::size_t>(of_.layout_->target_width());
    const std::span<float> inputs = row(batch_.target, cell, own + static_cast<std::size_t>(of_.calendar_.width()));
    series_.target_row(origin, target, plans, target_);
    of_.layout_->write_target(target_, inputs.first(own));
    if (block_.calendar) of_.calendar_.write(origin, target, inputs.subspan(own));
    of_.layout_->write_rough(origin_, target_,
                             row(batch_.rough, cell, static_cast<std::size_t>(of_.layout_->rough_count())));
    if (!example) return;
    if (const auto demand = series_.demand(origin, target)) {
      batch_.demand[cell] = static_cast<float>(*demand / batch_.level[at]);
    }
  }

  /// As they were known at the origin, where plans carry dates; empty where they do not.
  std::vector<ChannelValues> plans_then(Period origin) const {
    if (!of_.dated_plans_) return {};
    const PanelView& view = *of_.view_;
    const Period back = view.origin(block_.series) - origin;
    return plans_of(back > 0 ? view.earlier(static_cast<int>(back)) : view, block_.series, of_.steps_);
  }

  bool is_example(Period origin) const {
    const double age = series_.history().age(origin);
    return !std::isnan(age) && age + 1 >= of_.sizes_.first;
  }

  const Gatherer& of_;
  const Block& block_;
  std::size_t place_;
  Batch& batch_;
  SeriesFeatures series_;
  FeatureRow origin_, target_;
};

Gatherer::Gatherer(const PanelView& view, const FeatureSet& set, const NetworkFacts& facts, const InputLayout& layout,
                   std::vector<Span> targets, Sizes sizes)
    : view_(&view),
      set_(&set),
      facts_(&facts),
      layout_(&layout),
      targets_(std::move(targets)),
      sizes_(sizes),
      steps_(last_step_of(targets_)),
      calendar_(calendar_over(view, std::max(sizes.reach, sizes.window) + sizes.origins + Batch::kNear,
                              std::max<int>(steps_, Batch::kNear))),
      past_width_(PastInputs::width(view.channels(), calendar_)),
      dated_plans_(std::ranges::any_of(view.channels(), [](const Channel& c) { return !c.versions.empty(); })),
      events_(set, facts, known_future(view), calendar_) {}

Batch Gatherer::gather(std::span<const Block> blocks, const RunContext& context) const {
  Batch batch;
  gather(blocks, context, batch);
  return batch;
}

void Gatherer::gather(std::span<const Block> blocks, const RunContext& context, Batch& batch) const {
  batch.blocks = std::ssize(blocks);
  batch.origins = sizes_.origins;
  batch.targets = std::ssize(targets_);
  batch.time = sizes_.reach + sizes_.origins - 1;
  const auto rows = blocks.size() * static_cast<std::size_t>(sizes_.origins), cells = rows * targets_.size();
  batch.past.assign(blocks.size() * static_cast<std::size_t>(batch.time * past_width_), 0);
  batch.origin.assign(rows * static_cast<std::size_t>(layout_->origin_width()), 0);
  batch.target.assign(cells * static_cast<std::size_t>(target_width()), 0);
  batch.rough.assign(cells * static_cast<std::size_t>(layout_->rough_count()), 0);
  batch.demand.assign(cells, std::numeric_limits<float>::quiet_NaN());
  batch.level.assign(rows, 0);
  batch.begun.assign(rows, 0);
  batch.window = sizes_.window;
  batch.steps = steps_;
  if (sizes_.window > 0) {
    const auto width = static_cast<std::size_t>(events_.width());
    const auto periods = static_cast<std::size_t>(sizes_.window + sizes_.origins - 1);
    batch.events.assign(blocks.size() * periods * Batch::kPlaces * width, 0);
    batch.ahead.assign(rows * width * static_cast<std::size_t>(steps_), 0);
  }
  batch.categories.assign(blocks.size() * category_counts(facts_->pooled.order, view_->statics()).size(), 0);
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  parallel_for(blocks.size(), quiet, [&](std::size_t i) { Writer(*this, blocks[i], i, batch).write(); });
}

}  // namespace demandcast::neural
