// Dense symmetric matrices of a few rows.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace demandcast {

/// Square, row by row.
class SmallMatrix {
 public:
  explicit SmallMatrix(std::size_t size = 0) : size_(size), cells_(size * size, 0.0) {}
  static SmallMatrix diagonal(std::span<const double> values);

  std::size_t size() const { return size_; }
  double operator()(std::size_t row, std::size_t column) const { return cells_[row * size_ + column]; }
  double& operator()(std::size_t row, std::size_t column) { return cells_[row * size_ + column]; }
  const std::vector<double>& cells() const { return cells_; }
  std::vector<double>& cells() { return cells_; }

  SmallMatrix& operator+=(const SmallMatrix& other);
  friend SmallMatrix operator+(SmallMatrix a, const SmallMatrix& b) { return a += b; }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

SmallMatrix operator*(const SmallMatrix& a, const SmallMatrix& b);
std::vector<double> operator*(const SmallMatrix& a, std::span<const double> x);
/// Of a symmetric positive definite matrix, by Cholesky; O(size^3). Rows whose pivot vanishes become zero.
SmallMatrix inverse(const SmallMatrix& a);

}  // namespace demandcast
