// A forest on a matrix of numbers, for beside_quantile_forest.py: processor seconds, bytes, and the quantiles of the
// rows ahead. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <span>
#include <string>
#include <vector>

#include "demandcast/core/atomic_file.h"
#include "demandcast/forecast/safetensors.h"
#include "demandcast/models/forest/random_forest/random_forest_options.h"
#include "demandcast/models/forest/sqrf/sqrf_options.h"
#include "demandcast/models/forest/trees/forest.h"
#include "demandcast/models/forest/trees/leaf_mixture.h"

namespace demandcast {
namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Floats, row by row.
struct Matrix {
  std::string bytes;
  std::size_t columns = 0;
  Matrix(const std::string& path, std::size_t width) : bytes(read_file(path)), columns(width) {}
  std::size_t rows() const { return bytes.size() / sizeof(float) / columns; }
  const float* row(std::size_t i) const { return reinterpret_cast<const float*>(bytes.data()) + i * columns; }
};

/// Columns from the third on; NaN = absent.
void read_features(const Matrix& matrix, std::size_t i, FeatureRow& row) {
  row.clear();
  for (std::size_t column = 2; column < matrix.columns; ++column) {
    row.add(static_cast<std::uint32_t>(column - 2), matrix.row(i)[column]);
  }
}

TrainingRows training_of(const Matrix& matrix, int bins) {
  const std::size_t features = matrix.columns - 2;
  std::vector<std::vector<float>> values(features);
  std::vector<float> targets;
  FeatureRow row;
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    targets.push_back(matrix.row(i)[0]);
    read_features(matrix, i, row);
    for (const FeatureEntry& entry : row.entries()) values[entry.feature].push_back(entry.value);
  }
  std::vector<std::uint32_t> dense;
  for (std::uint32_t f = 0; f < features; ++f) {
    if (2 * values[f].size() >= matrix.rows()) dense.push_back(f);
  }
  TrainingRows training;
  training.edges = BinEdges::of_quantiles(std::move(values), bins);
  training.grid = TargetGrid::of(targets);
  training.rows = BinnedRows(features, std::move(dense));
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    read_features(matrix, i, row);
    training.rows.add(training.edges, row);
    training.targets.push_back(training.grid.code(targets[i]));
    training.blocks.push_back(static_cast<std::uint64_t>(matrix.row(i)[1]));
  }
  return training;
}

/// sqrf's trees, or random_forest's.
ForestOptions options_of(const std::string& model, int trees) {
  ForestOptions options{.trees = trees, .sample_fraction = SqrfOptions{}.sample_fraction};
  if (model == "random_forest") {
    options.bootstrap = true;
    options.tree.criterion = SplitCriterion::kVariance;
    options.tree.leaf_targets = 0;
  }
  return options;
}

/// `answers` [row, level].
void ask(const Forest& forest, const Matrix& ahead, std::span<const double> levels, std::vector<double>& answers) {
  LeafMixture mixture(forest);
  std::vector<FeatureRow> rows(64);  // as many as a forecast asks about together
  for (std::size_t first = 0; first < ahead.rows(); first += rows.size()) {
    const std::size_t count = std::min(rows.size(), ahead.rows() - first);
    for (std::size_t i = 0; i < count; ++i) read_features(ahead, first + i, rows[i]);
    mixture.ask({rows.data(), count});
    for (std::size_t i = 0; i < count; ++i) {
      mixture.distribution(i).quantiles(levels, {answers.data() + (first + i) * levels.size(), levels.size()});
    }
  }
}

int run(const std::string& model, const std::string& folder, std::size_t columns, int trees) {
  const Matrix train(folder + "/train.f32", columns), ahead(folder + "/ahead.f32", columns);
  RunContext context;
  context.threads = 1;
  double start = processor_seconds();
  const auto bins = static_cast<int>(model == "sqrf" ? SqrfOptions{}.bins : RandomForestOptions{}.bins);
  const Forest forest = Forest::grow(training_of(train, bins), options_of(model, trees), context);
  const double training = processor_seconds() - start;
  const std::vector<double> levels{.1, .2, .3, .4, .5, .6, .7, .8, .9};
  std::vector<double> all(ahead.rows() * levels.size());
  start = processor_seconds();
  ask(forest, ahead, levels, all);
  const double asking = processor_seconds() - start;
  Artifact artifact;
  ArtifactWriter writer(artifact);
  forest.save(writer);
  write_file(folder + "/" + model + ".f64", {reinterpret_cast<const char*>(all.data()), all.size() * sizeof(double)});
  fmt::print("{{\"training\": {}, \"asking\": {}, \"bytes\": {}}}\n", training, asking,
             to_safetensors(artifact).size());
  return 0;
}

}  // namespace
}  // namespace demandcast

int main(int count, char** words) {
  if (count != 5) {
    fmt::print(stderr, "usage: forest_on_matrix sqrf|random_forest FOLDER COLUMNS TREES\n");
    return 2;
  }
  return demandcast::run(words[1], words[2], std::strtoul(words[3], nullptr, 10), std::atoi(words[4]));
}
