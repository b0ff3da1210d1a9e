// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/spill_bytes.h"

#include <cstring>

namespace demandcast {
namespace {

using Values = decltype(TableColumn::values);

enum class ColumnByte : char { kText = 't', kTime = 'd', kInteger = 'i', kNumber = 'n', kVector = 'v' };

template <class T>
void put(T value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void put_rows(const std::vector<T>& values, std::span<const std::uint32_t> rows, std::string& bytes) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + rows.size() * sizeof(T));
  char* out = bytes.data() + begin;
  for (const std::uint32_t row : rows) {
    std::memcpy(out, &values[row], sizeof(T));
    out += sizeof(T);
  }
}

template <class T>
T take(std::string_view& bytes) {
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

template <class T>
void take_all(std::string_view& bytes, std::size_t count, std::vector<T>& values) {
  const std::size_t begin = values.size();
  values.resize(begin + count);
  if (count > 0) std::memcpy(values.data() + begin, bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
}

template <class T>
void append(std::vector<T>& values, const std::vector<T>& more) {
  values.insert(values.end(), more.begin(), more.end());
}

/// Both are of one kind; the dictionary of `values` is in `words`.
void extend(Values& values, const Values& more, WordList& words) {
  if (auto* texts = std::get_if<TextColumn>(&values)) {
    const auto& other = std::get<TextColumn>(more);
    std::vector<std::int32_t> code_of;
    for (const std::string& word : other.dictionary) code_of.push_back(words.code(word));
    for (const std::int32_t code : other.codes) {
      texts->codes.push_back(code < 0 ? -1 : code_of[static_cast<std::size_t>(code)]);
    }
  }
  if (auto* times = std::get_if<TimeColumn>(&values)) append(times->times, std::get<TimeColumn>(more).times);
  if (auto* integers = std::get_if<IntegerColumn>(&values)) {
    append(integers->values, std::get<IntegerColumn>(more).values);
  }
  if (auto* numbers = std::get_if<NumberColumn>(&values)) append(numbers->values, std::get<NumberColumn>(more).values);
  if (auto* lists = std::get_if<VectorColumn>(&values)) append(lists->values, std::get<VectorColumn>(more).values);
}

}  // namespace

ChunkWriter::ChunkWriter(const Table& block, std::int64_t first_row, bool plans)
    : block_(block), first_row_(first_row), plans_(plans) {
  for (const TableColumn& column : block.columns) {
    const auto* texts = std::get_if<TextColumn>(&column.values);
    words_.emplace_back(texts ? texts->dictionary.size() : 0);
  }
}

void ChunkWriter::append(std::span<const std::uint32_t> rows, std::string& bytes) {
  ++chunk_;
  const std::size_t begin = bytes.size();
  put(std::uint64_t{0}, bytes);  // the length, known at the end
  put(static_cast<char>(plans_), bytes);
  put(static_cast<std::uint32_t>(rows.size()), bytes);
  put(first_row_, bytes);
  bytes.append(reinterpret_cast<const char*>(rows.data()), rows.size_bytes());
  for (std::size_t c = 0; c < block_.columns.size(); ++c) {
    const Values& values = block_.columns[c].values;
    if (std::holds_alternative<TextColumn>(values)) append_texts(c, rows, bytes);
    if (const auto* times = std::get_if<TimeColumn>(&values)) {
      put(ColumnByte::kTime, bytes);
      put_rows(times->times, rows, bytes);
    }
    if (const auto* integers = std::get_if<IntegerColumn>(&values)) {
      put(ColumnByte::kInteger, bytes);
      put_rows(integers->values, rows, bytes);
    }
    if (const auto* numbers = std::get_if<NumberColumn>(&values)) {
      put(ColumnByte::kNumber, bytes);
      put_rows(numbers->values, rows, bytes);
    }
    if (const auto* lists = std::get_if<VectorColumn>(&values)) {
      put(ColumnByte::kVector, bytes);
      put(static_cast<std::uint32_t>(lists->width), bytes);
      const auto width = static_cast<std::size_t>(lists->width);
      for (const std::uint32_t row : rows) {
        bytes.append(reinterpret_cast<const char*>(&lists->values[row * width]), width * sizeof(float));
      }
    }
  }
  const std::uint64_t length = bytes.size() - begin - sizeof(std::uint64_t);
  std::memcpy(bytes.data() + begin, &length, sizeof length);
}

void ChunkWriter::append_texts(std::size_t column, std::span<const std::uint32_t> rows, std::string& bytes) {
  const auto& texts = std::get<TextColumn>(block_.columns[column].values);
  put(ColumnByte::kText, bytes);
  const std::size_t count_at = bytes.size();
  std::uint32_t count = 0;
  put(count, bytes);
  std::vector<std::int32_t> codes;
  codes.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    const std::int32_t code = texts.codes[row];
    if (code < 0) {
      codes.push_back(-1);
      continue;
    }
    Word& word = words_[column][static_cast<std::size_t>(code)];
    if (word.chunk != chunk_) {
      word = {chunk_, count++};
      const std::string& text = texts.dictionary[static_cast<std::size_t>(code)];
      put(static_cast<std::uint32_t>(text.size()), bytes);
      bytes += text;
    }
    codes.push_back(static_cast<std::int32_t>(word.code));
  }
  std::memcpy(bytes.data() + count_at, &count, sizeof count);
  bytes.append(reinterpret_cast<const char*>(codes.data()), codes.size() * sizeof(std::int32_t));
}

ChunkReader::ChunkReader(const std::vector<std::string>& names, const TableKinds& kinds) : kinds_(kinds) {
  for (const std::string& name : names) table_.columns.push_back({name, kinds.empty_column(name)});
  words_.resize(table_.columns.size());
}

void ChunkReader::add(std::string_view bytes, bool plans) {
  while (!bytes.empty()) {
    const auto length = take<std::uint64_t>(bytes);
    std::string_view chunk = bytes.substr(0, length);
    bytes.remove_prefix(length);
    if (static_cast<bool>(take<char>(chunk)) != plans) continue;
    const std::size_t rows = take<std::uint32_t>(chunk);
    const auto first_row = take<std::int64_t>(chunk);
    for (std::size_t i = 0; i < rows; ++i) in_file_.push_back(first_row + take<std::uint32_t>(chunk));
    for (std::size_t column = 0; column < table_.columns.size(); ++column) chunk = add_column(chunk, rows, column);
  }
}

std::string_view ChunkReader::add_column(std::string_view bytes, std::size_t rows, std::size_t column) {
  TableColumn part{table_.columns[column].name, NumberColumn{}};
  const auto kind = take<ColumnByte>(bytes);
  if (kind == ColumnByte::kText) {
    std::vector<std::int32_t> code_of(take<std::uint32_t>(bytes));
    for (std::int32_t& code : code_of) {
      const std::size_t size = take<std::uint32_t>(bytes);
      code = words_[column].code(bytes.substr(0, size));
      bytes.remove_prefix(size);
    }
    std::vector<std::int32_t>& codes = std::get<TextColumn>(table_.columns[column].values).codes;
    const std::size_t begin = codes.size();
    take_all(bytes, rows, codes);
    for (std::size_t i = begin; i < codes.size(); ++i) {
      if (codes[i] >= 0) codes[i] = code_of[static_cast<std::size_t>(codes[i])];
    }
    return bytes;
  }
  if (kind == ColumnByte::kTime) take_all(bytes, rows, part.values.emplace<TimeColumn>().times);
  if (kind == ColumnByte::kInteger) take_all(bytes, rows, part.values.emplace<IntegerColumn>().values);
  if (kind == ColumnByte::kNumber) take_all(bytes, rows, part.values.emplace<NumberColumn>().values);
  if (kind == ColumnByte::kVector) {
    const auto width = take<std::uint32_t>(bytes);
    auto& lists = part.values.emplace<VectorColumn>();
    lists.width = static_cast<int>(width);
    take_all(bytes, rows * width, lists.values);
  }
  kinds_.settle(part);
  extend(table_.columns[column].values, part.values, words_[column]);
  return bytes;
}

Table ChunkReader::take_table() {
  for (std::size_t column = 0; column < words_.size(); ++column) {
    auto* texts = std::get_if<TextColumn>(&table_.columns[column].values);
    if (texts) texts->dictionary = words_[column].take();
  }
  return std::move(table_);
}

}  // namespace demandcast
