// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { INotes } from "../interfaces/INotes.sol";
import { SeriesId } from "./SeriesId.sol";

/// @notice Who may issue series. One word per issuer, low to high: address (160 bits), series opened (80), paused (1).
abstract contract Issuers is INotes, AccessManaged {
    uint256 private constant ONE_SERIES = 1 << 160;
    uint256 private constant PAUSED = 1 << 240;

    /// @inheritdoc INotes
    uint16 public issuerCount;
    mapping(uint256 index => uint256 word) private _issuers;
    /// @inheritdoc INotes
    mapping(address issuer => uint16 index) public issuerIndexOf;

    /// @inheritdoc INotes
    function openSeries(address currency) external returns (uint256 id) {
        uint16 index = issuerIndexOf[msg.sender];
        if (index == 0) revert NotIssuer(0, msg.sender);
        uint256 word = _issuers[index];
        if (word & PAUSED != 0) revert IssuerIsPaused(index);
        word += ONE_SERIES;
        _issuers[index] = word;
        uint256 number = uint80(word >> 160);
        id = SeriesId.encode(index, currency, number);
        emit SeriesOpened(id, index, currency, number);
    }

    /// @inheritdoc INotes
    function registerIssuer(address issuer_) external restricted returns (uint16 index) {
        if (issuer_ == address(0)) revert NotIssuer(0, issuer_);
        if (issuerIndexOf[issuer_] != 0) revert IssuerAlreadyRegistered(issuer_);
        index = ++issuerCount;
        issuerIndexOf[issuer_] = index;
        _issuers[index] = uint160(issuer_);
        emit IssuerRegistered(index, issuer_);
    }

    /// @inheritdoc INotes
    function setIssuerPaused(uint16 index, bool paused) external restricted {
        uint256 word = _issuers[index];
        if (word == 0) revert NotIssuer(uint256(index) << 240, address(0));
        _issuers[index] = paused ? word | PAUSED : word & ~PAUSED;
        emit IssuerPaused(index, paused);
    }

    /// @inheritdoc INotes
    function issuer(uint16 index) external view returns (address issuer_, bool paused) {
        uint256 word = _issuers[index];
        return (address(uint160(word)), word & PAUSED != 0);
    }

    /// @dev Reverts unless the caller is the issuer of `id` and has opened it. Holds while paused: old business goes on.
    function _requireIssuer(uint256 id) internal view {
        _issuerWord(id);
    }

    /// @dev The same for new business, which the guardian can stop.
    function _requireRunningIssuer(uint256 id) internal view {
        if (_issuerWord(id) & PAUSED != 0) revert IssuerIsPaused(SeriesId.issuerIndexOf(id));
    }

    function _issuerWord(uint256 id) private view returns (uint256 word) {
        word = _issuers[SeriesId.issuerIndexOf(id)];
        if (address(uint160(word)) != msg.sender) revert NotIssuer(id, msg.sender);
        uint256 number = SeriesId.numberOf(id);
        if (number == 0 || number > uint80(word >> 160)) revert SeriesUnknown(id);
    }
}
