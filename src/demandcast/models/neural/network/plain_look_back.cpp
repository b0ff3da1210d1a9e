// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_look_back.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/models/neural/network/look_back.h"
#include "demandcast/models/neural/network/past_inputs.h"
#include "demandcast/nn/plain_exponentials.h"
#include "demandcast/nn/plain_lanes.h"

namespace demandcast::neural {

using nn::add_product;
using nn::OwnRows;
using nn::Rows;
using nn::start_with;

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();
constexpr std::int64_t kNear = Batch::kNear;

/// Of every head and target the bias of each period of the window, oldest first.
OwnRows lags_of(const std::vector<float>& lags, std::int64_t heads, std::int64_t window,
                const std::vector<std::int64_t>& ahead) {
  const std::int64_t count = std::ssize(ahead), of_a_head = window + *std::ranges::max_element(ahead);
  OwnRows all(heads * count, nn::whole_lanes(window));
  for (std::int64_t row = 0; row < all.rows; ++row) {
    const float* head = lags.data() + row / count * of_a_head;
    float* to = all.all().row(row);
    std::fill(to + window, to + all.stride, kNever);
    for (std::int64_t s = 0; s < window; ++s)
      to[s] = head[window - 1 - s + ahead[static_cast<std::size_t>(row % count)]];
  }
  return all;
}

}  // namespace

struct PlainLookBack::Past {
  OwnRows keys;               // [head x size, period], zero after the last
  OwnRows values;             // [period, size + demand]
  std::vector<float> unseen;  // [period] 0, or minus infinity
};

PlainLookBack::PlainLookBack(const nn::PlainWeights& weights, const AttentionDesign& design, const NetworkSizes& sizes)
    : heads_(design.heads),
      window_(sizes.window),
      targets_(sizes.target_count()),
      size_(weights.outputs("look_back.value")),
      positions_(weights.has("look_back.positions.position.weight")),
      value_(weights.linear("look_back.value")),
      out_(weights.matrix_and_bias("look_back.out")) {
  const std::string attention = "look_back.attention.";
  const std::int64_t state = weights.inputs("look_back.value"), all = weights.outputs(attention + "key");
  const float root = 1 / std::sqrt(static_cast<float>(all / heads_));
  key_of_state_ = weights.linear(attention + "key", 0, state);
  query_of_state_ = weights.linear(attention + "query_of_state", 0, -1, root);
  if (positions_) {
    position_ = weights.linear("look_back.positions.position");
    shares_ = weights.rows("look_back.positions.mean");
    key_of_position_ = weights.matrix(attention + "key", state);
    query_of_position_ = weights.matrix(attention + "query_of_position", 0, -1, root);
  }
  lags_ = lags_of(weights.numbers(attention + "lags"), heads_, window_, distances_of(sizes.targets));
  value_width_ = nn::whole_lanes(size_ + 1);
}

PlainLookBack::Past PlainLookBack::past_of(const PlainBlock& block, Rows<const float> states) const {
  const std::int64_t periods = states.count, width = key_of_state_.width();
  const Rows<const float> told = block.past.from(block.past.count - periods, periods);
  OwnRows keys = key_of_state_.of(states);
  if (positions_) {
    OwnRows where = position_.of(block.events);
    nn::relu(where.all(), where.stride, where.all());
    add_product(where.all(), key_of_position_.all(), width, keys.all());
  }
  Past past{OwnRows(width, periods + nn::kLanes), OwnRows(periods, value_width_),
            std::vector<float>(static_cast<std::size_t>(periods + nn::kLanes))};
  for (std::int64_t c = 0; c < width; ++c) {
    float* column = past.keys.all().row(c);
    for (std::int64_t s = 0; s < periods; ++s) column[s] = keys.all().row(s)[c];
    std::fill_n(column + periods, nn::kLanes, 0.0F);
  }
  value_.of(states, past.values.all());
  for (std::int64_t s = 0; s < periods; ++s) {
    float* row = past.values.all().row(s);
    row[size_] = told.row(s)[PastInputs::kInLevels];
    std::fill(row + size_ + 1, row + value_width_, 0.0F);
    past.unseen[static_cast<std::size_t>(s)] = told.row(s)[PastInputs::kKnown] > 0.5F ? 0 : kNever;
  }
  return past;
}

/// Adds what the events of the steps ahead, and of the two periods on both sides of each, say to the queries.
void PlainLookBack::add_positions_ahead(const PlainBlock& block, Rows<float> queries) const {
  const std::int64_t width = block.ahead.stride, steps = block.ahead.count / block.origins, near = kNear * width;
  OwnRows all(kNear + steps + kNear, width), where(steps, position_.width()), of_targets(targets_, where.stride);
  std::fill_n(all.all().row(kNear + steps), near, 0.0F);  // what lies beyond the horizon counts as nothing
  for (std::int64_t m = 0; m < block.origins; ++m) {
    const float* before = block.events.row(block.events.count - block.origins + m) + width;
    std::copy_n(before, near, all.numbers.get());  // the origin, and one before it
    std::copy_n(block.ahead.row(m * steps), steps * width, all.all().row(kNear));
    position_.of({all.numbers.get(), steps, width}, where.all());
    nn::relu(where.all(), where.stride, where.all());
    std::fill_n(of_targets.numbers.get(), of_targets.rows * of_targets.stride, 0.0F);
    add_product(shares_.all(), where.all(), where.stride, of_targets.all());
    add_product(of_targets.all(), query_of_position_.all(), queries.stride, queries.from(m * targets_, targets_));
  }
}

OwnRows PlainLookBack::queries_of(const PlainBlock& block, Rows<const float> states) const {
  const OwnRows of_origins = query_of_state_.of(states.from(states.count - block.origins, block.origins));
  const std::int64_t width = of_origins.stride;
  OwnRows queries(block.origins * targets_, width);
  for (std::int64_t m = 0; m < block.origins; ++m) {
    start_with(of_origins.all().row(m), width, queries.all().from(m * targets_, targets_));
  }
  if (positions_) add_positions_ahead(block, queries.all());
  return queries;
}

void PlainLookBack::attend(const Past& past, std::int64_t origin, std::int64_t head, Rows<const float> queries,
                           Rows<float> found, Rows<float> demand) const {
  OwnRows scores(targets_, lags_.stride), means(targets_, value_width_);
  for (std::int64_t k = 0; k < targets_; ++k) {
    const float* lag = lags_.all().row(head * targets_ + k);
    for (std::int64_t s = 0; s < lags_.stride; ++s) {
      scores.all().row(k)[s] = lag[s] + past.unseen[static_cast<std::size_t>(origin + s)];
    }
  }
  const std::int64_t size = past.keys.rows / heads_;
  const float* keys = past.keys.all().row(head * size) + origin;
  add_product({queries.first + head * size, targets_, queries.stride}, {keys, size, past.keys.stride}, scores.stride,
              scores.all());
  std::fill_n(means.numbers.get(), means.rows * means.stride, 0.0F);
  std::vector<float> sums(static_cast<std::size_t>(targets_)), nothing(static_cast<std::size_t>(targets_));
  for (std::int64_t k = 0; k < targets_; ++k) {
    const float highest = nn::highest_of(scores.all().row(k), scores.stride, 0);
    nothing[static_cast<std::size_t>(k)] = std::exp(-highest);
    sums[static_cast<std::size_t>(k)] =
        nothing[static_cast<std::size_t>(k)] + nn::exponentials(scores.all().row(k), scores.stride, highest);
  }
  add_product(scores.all(), past.values.all().from(origin, window_), value_width_, means.all());
  for (std::int64_t k = 0; k < targets_; ++k) {
    const float share = 1 / sums[static_cast<std::size_t>(k)];
    for (std::int64_t c = 0; c < size_; ++c) found.row(k)[head * size_ + c] = share * means.all().row(k)[c];
    demand.row(k)[head] = share * (means.all().row(k)[size_] + nothing[static_cast<std::size_t>(k)]);
  }
}

void PlainLookBack::look(const PlainBlock& block, Rows<const float> states, Rows<float> local,
                         Rows<float> demand) const {
  const Past past = past_of(block, states);
  const OwnRows queries = queries_of(block, states);
  OwnRows found(local.count, out_.rows);  // values of every head, logarithms of their demand, and one for the bias
  for (std::int64_t m = 0; m < block.origins; ++m) {
    for (std::int64_t head = 0; head < heads_; ++head) {
      attend(past, m, head, queries.all().from(m * targets_, targets_), found.all().from(m * targets_, targets_),
             demand.from(m * targets_, targets_));
    }
  }
  for (std::int64_t r = 0; r < local.count; ++r) {
    float* row = found.all().row(r) + heads_ * size_;
    for (std::int64_t head = 0; head < heads_; ++head) row[head] = std::log1p(demand.row(r)[head]);
    row[heads_] = 1;
  }
  add_product(found.all(), out_.all(), local.stride, local);
}

}  // namespace demandcast::neural
