// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IModels } from "../interfaces/IModels.sol";

/// @notice The register of credit models: `IModels` tells the rules.
abstract contract Models is IModels, AccessManaged {
    /// @inheritdoc IModels
    uint256 public immutable modelNoticePeriod;

    mapping(bytes32 modelHash => Model) private _models;
    bytes32[] private _modelHashes;

    constructor(uint256 modelNoticePeriod_) {
        modelNoticePeriod = modelNoticePeriod_;
    }

    /// @inheritdoc IModels
    function announceModel(bytes32 modelHash, bytes32 schemaHash, string calldata uri) external restricted {
        Model storage model_ = _models[modelHash];
        if (model_.announcedAt != 0) revert ModelKnown(modelHash, model_.announcedAt);
        uint40 announcedAt = uint40(block.timestamp);
        uint40 bindsAt = uint40(block.timestamp + modelNoticePeriod);
        _models[modelHash] = Model({
            schemaHash: schemaHash, announcedAt: announcedAt, bindsAt: bindsAt, retiredAt: 0, uri: uri
        });
        _modelHashes.push(modelHash);
        emit ModelAnnounced(modelHash, schemaHash, uri, announcedAt, bindsAt);
    }

    /// @inheritdoc IModels
    function retireModel(bytes32 modelHash) external restricted {
        Model storage model_ = _inUse(modelHash);
        model_.retiredAt = uint40(block.timestamp);
        emit ModelRetired(modelHash, uint40(block.timestamp));
    }

    /// @inheritdoc IModels
    function model(bytes32 modelHash) external view returns (Model memory) {
        return _models[modelHash];
    }

    /// @inheritdoc IModels
    function modelCount() external view returns (uint256) {
        return _modelHashes.length;
    }

    /// @inheritdoc IModels
    function modelAt(uint256 index) external view returns (bytes32 modelHash) {
        return _modelHashes[index];
    }

    /// @dev Reverts unless assessments may name this model now.
    function _requireBinding(bytes32 modelHash) internal view {
        uint256 bindsAt = _inUse(modelHash).bindsAt;
        if (block.timestamp < bindsAt) revert ModelNotBinding(modelHash, bindsAt);
    }

    function _inUse(bytes32 modelHash) private view returns (Model storage model_) {
        model_ = _models[modelHash];
        if (model_.announcedAt == 0) revert ModelUnknown(modelHash);
        if (model_.retiredAt != 0) revert ModelOutOfUse(modelHash, model_.retiredAt);
    }
}
